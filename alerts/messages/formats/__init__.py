"""How each family of Channels writes an Outline: one file a family."""

from __future__ import annotations

from collections.abc import Mapping

from alerts.messages.families import Family
from alerts.messages.formats import dingtalk, discord, feishu, mail, plain, slack, teams, telegram, wecom
from alerts.messages.formats.markup import Format

FORMATS: Mapping[Family, Format] = {  # a webhook's payload is more than its Outline: see webhook.py
    "email": mail.FORMAT,
    "slack": slack.FORMAT,
    "telegram": telegram.FORMAT,
    "discord": discord.FORMAT,
    "teams": teams.FORMAT,
    "feishu": feishu.FORMAT,
    "wecom": wecom.FORMAT,
    "dingtalk": dingtalk.FORMAT,
    "plain": plain.FORMAT,
}
