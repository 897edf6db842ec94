"""Services that answer 200 whatever happened: where each says how it went, and what its codes speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

About = Literal["channel", "recipient", "message"]


@dataclass(frozen=True, slots=True)
class BodyCode:
    """How one service's answer is read.

    `fields`: the first one present counts; a dot leads into an object or a list. `strict`: an answer without
    any of them is none of this service's (a portal's page, say), and proves nothing. `plain`: answers that
    are no JSON, and good. `bad`: where it is set, these alone are failures.
    """

    fields: tuple[str, ...]
    good: frozenset[object] = frozenset()
    bad: frozenset[object] | None = None
    busy: frozenset[object] = frozenset()  # worth another try
    strict: bool = True
    plain: frozenset[str] = frozenset()
    about: Mapping[object, About] | None = None


def _about(
    channel: Iterable[object] = (), message: Iterable[object] = (), recipient: Iterable[object] = ()
) -> Mapping[object, About]:
    kinds: dict[object, About] = {}
    kinds |= dict.fromkeys(channel, "channel")
    kinds |= dict.fromkeys(message, "message")
    return kinds | dict.fromkeys(recipient, "recipient")


_ZERO: frozenset[object] = frozenset({0, "0"})
_TRUE: frozenset[object] = frozenset({True})
_SLACK_ABOUT = _about(
    channel=(
        *("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"),
        *("missing_scope", "no_permission", "org_login_required", "ekm_access_denied"),
        *("channel_not_found", "not_in_channel", "is_archived", "channel_is_archived", "no_service"),
        *("restricted_action", "action_prohibited", "team_access_not_granted", "user_not_found", "no_team"),
    ),
    message=("msg_too_long", "no_text", "invalid_blocks", "invalid_blocks_format", "too_many_attachments"),
)
_SLACK_BUSY: frozenset[object] = frozenset(
    {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
)
_SLACK = BodyCode(("ok",), _TRUE, busy=_SLACK_BUSY, plain=frozenset({"ok"}), about=_SLACK_ABOUT)
_SLACK_LIKE = BodyCode(("ok", "success"), _TRUE, busy=_SLACK_BUSY, strict=False, about=_SLACK_ABOUT)
_FEISHU = BodyCode(
    ("code", "StatusCode"),
    _ZERO,
    busy=frozenset({9499, 11232, 99991400}),
    about=_about(channel=(19001, 19002, 19003, 19021, 19022, 19024), message=(230025,)),
)
_WECOM = BodyCode(
    ("errcode",),
    _ZERO,
    busy=frozenset({-1, 45009, 45033, 42001, 40014}),
    about=_about(
        channel=(93000, 93008, 40001, 40013, 40091, 48002, 60011, 60020, 301002, 40056),
        message=(40058, 44004, 45002, 40008),
        recipient=(81013, 60111, 46004),
    ),
)
_DINGTALK = BodyCode(
    ("errcode",),
    _ZERO,
    busy=frozenset({-1, 130101, 410100, 660026, 90018}),
    about=_about(channel=(300001, 310000, 300005, 400013, 400101, 400102), message=(40035, 400105, 43004)),
)
_BARK = BodyCode(("code",), frozenset({200}), busy=frozenset({500, 503}), about=_about(channel=(400,)))
_ZERO_CODE = BodyCode(("code", "errno"), _ZERO)
_SUCCESS = BodyCode(("success",), _TRUE)
_ONEBOT = BodyCode(("retcode", "status"), frozenset({0, 1, "ok", "async"}))
_STATUS_OK = BodyCode(("status",), frozenset({"OK"}))
_ANY_PUSH = BodyCode(("code",), frozenset({200, "200"}), busy=frozenset({500, 999}))
BODY_CODES: Mapping[str, BodyCode] = {
    "slack": _SLACK,
    "slackhook": _SLACK_LIKE,
    "slackhooks": _SLACK_LIKE,
    "tgram": BodyCode(
        ("ok",),
        _TRUE,
        busy=frozenset({429, 500, 502}),
        about=_about(
            channel=("Bad Request: chat not found", "Bad Request: message thread not found"),
            message=("Bad Request: message is too long", "Bad Request: message text is empty"),
        ),
    ),
    "discord": BodyCode(
        (), strict=False, about=_about(channel=(10003, 10015, 50027), message=(50006, 50035))
    ),
    "clicksend": BodyCode(("data.messages.0.status", "response_code"), frozenset({"SUCCESS"}), strict=False),
    "zalo": BodyCode(("ok",), _TRUE, busy=frozenset({429, 500})),
    "feishu": _FEISHU,
    "lark": _FEISHU,
    "dingtalk": _DINGTALK,
    "wecombot": _WECOM,
    "wechat": _WECOM,
    "schan": _ZERO_CODE,
    "pushdeer": _ZERO_CODE,
    "pushdeers": _ZERO_CODE,
    "wpush": _ZERO_CODE,
    "kook": _ZERO_CODE,
    "bark": _BARK,
    "barks": _BARK,
    "pushplus": _ANY_PUSH,
    "wecom": _ANY_PUSH,
    "spugpush": _ANY_PUSH,
    "wxpusher": BodyCode(("code",), frozenset({1000}), busy=frozenset({1005})),
    "pushme": BodyCode((), plain=frozenset({"success"})),
    "qq": BodyCode(("success", "code"), frozenset({True, 0})),
    "onebot": _ONEBOT,
    "onebots": _ONEBOT,
    "viber": BodyCode(("status",), _ZERO, busy=frozenset({12}), about=_about(channel=(2,), recipient=(5, 6))),
    "synology": _SUCCESS,
    "synologys": _SUCCESS,
    "push": _SUCCESS,
    "join": _SUCCESS,
    "psafer": BodyCode(("status",), frozenset({1})),
    "psafers": BodyCode(("status",), frozenset({1})),
    "spush": _STATUS_OK,
    "simplepush": _STATUS_OK,
    "vonage": BodyCode(("messages.0.status",), _ZERO, busy=frozenset({"1", "5"})),
    "nexmo": BodyCode(("messages.0.status",), _ZERO, busy=frozenset({"1", "5"})),
    "voipms": BodyCode(("status",), frozenset({"success"}), busy=frozenset({"limit_reached"})),
    "kavenegar": BodyCode(("return.status",), frozenset({200})),
    "msg91": BodyCode(("type",), frozenset({"success"}), strict=False),
    "smtp2go": BodyCode(("data.failed",), _ZERO, strict=False, about=_about(recipient=(1,))),
    "sendpulse": BodyCode(("result",), _TRUE, strict=False),
    "sparkpost": BodyCode(("results.total_rejected_recipients",), _ZERO, strict=False),
}
# Of any other service: what says no in so many words is no success. A webhook of the user's own may answer
# what it likes.
PLAIN_NO = BodyCode(("ok", "success"), bad=frozenset({False}), strict=False)
OWN_WEBHOOKS = frozenset({"json", "jsons", "form", "forms", "xml", "xmls"})


def body_code(schema: str) -> BodyCode | None:
    """How the answers of what has this schema are read; None: by the status alone."""
    return None if schema in OWN_WEBHOOKS else BODY_CODES.get(schema, PLAIN_NO)
