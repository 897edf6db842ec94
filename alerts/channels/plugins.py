"""apprise as we use it: our own plugins, and a fresh object for each send."""

# mypy: allow-untyped-calls
# apprise is typed in part only

from __future__ import annotations

import json
import logging
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import requests
from apprise import Apprise, AppriseAsset, AppriseAttachment
from apprise.common import OverflowMode
from apprise.plugins import N_MGR
from apprise.plugins.base import NotifyBase
from apprise.plugins.email.base import NotifyEmail
from apprise.plugins.slack import NotifySlack

from alerts.messages.formats.slack import TEMPLATE
from record.types import Json

CONNECT_SECONDS, READ_SECONDS = 10.0, 20.0  # unless the address says cto= and rto=
STAND_INS = {"token_a": "T0", "token_b": "B0", "token_c": "X0"}  # Slack's plugin insists, SlackHook strips
OURS = "private"  # what an address may say beside apprise's own

# apprise's warnings name recipients and parts of addresses; what matters is in the SendResult.
logging.getLogger("apprise").addFilter(lambda _record: False)


class RenderedSlack(NotifySlack):
    """Slack with text that is already Slack's own: apprise's converter would let `<!channel>` through."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{k: v for k, v in options.items() if k != "format"})
        self.include_image = self.include_footer = False

    def fill(self, fields: Json) -> None:
        """The blocks of our template with these fields, in place of a text."""
        self.template = AppriseAttachment(str(TEMPLATE), asset=self.asset)
        self.tokens, self.use_blocks = dict(fields), True

    def dialect_convert(self, body: str, *_args: Any, **_options: Any) -> str:
        return body


class SlackHook(RenderedSlack):
    """Slack's payload at any address; a 2xx counts unless the body says no."""

    service_name = "Slack-shaped webhook"  # type: ignore[assignment]  # None upstream
    protocol = "slackhook"  # type: ignore[assignment]  # None upstream
    secure_protocol = "slackhooks"  # type: ignore[assignment]  # None upstream

    def __init__(self, **options: Any) -> None:
        super().__init__(**STAND_INS, **options)
        self.webhook_url = f"{'https' if self.secure else 'http'}://{self._place()}"

    def _send(self, url: str, payload: dict[str, Any], *_args: Any, **_options: Any) -> dict[str, Any]:
        reply = requests.post(
            url.removesuffix("/" + "/".join(STAND_INS.values())),
            data=json.dumps(payload),
            headers={"User-Agent": self.app_id, "Content-Type": "application/json; charset=utf-8"},
            verify=self.verify_certificate,
            timeout=self.request_timeout,
        )
        return {"ok": True} if reply.ok else {}

    def _place(self) -> str:
        """Host, port and path, as in the address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}{f':{self.port}' if self.port else ''}{self.fullpath.rstrip('/')}"

    def url(self, privacy: bool = False, **options: Any) -> str:
        place = f"{self.host}/..." if privacy else self._place()
        query = self.urlencode(self.url_parameters(privacy=privacy, **options))
        return f"{self.secure_protocol if self.secure else self.protocol}://{place}?{query}"

    @staticmethod
    def parse_url(url: str, *_args: Any, **_options: Any) -> dict[str, Any] | None:
        results = NotifyBase.parse_url(url)
        if not results or not results.get("fullpath"):
            return None
        blocks = results["qsd"].get("blocks")
        return {**results, "use_blocks": NotifyBase.unquote(blocks)} if blocks else results

    @staticmethod
    def parse_native_url(url: str) -> None:
        """No web address is ours by its look."""


N_MGR.add(RenderedSlack, force=True)
N_MGR.add(SlackHook, force=True)
N_MGR["mqtt"].template_args["qos"]["default"] = 1  # with 0 no broker confirms anything


def schema_of(url: str) -> str:
    return url.partition("://")[0].strip().lower()


def schema(plugin: NotifyBase) -> str:
    """What its address begins with; some plugins keep something else under that name."""
    if plugin.schema in N_MGR:
        return str(plugin.schema)
    kind = type(plugin)
    own = kind.secure_protocol if plugin.secure or not kind.protocol else kind.protocol
    return own if isinstance(own, str) else str((own or ("",))[0])


@cache
def asset() -> AppriseAsset:
    return AppriseAsset(
        app_id="Onrecord",
        app_desc="Onrecord",
        app_url="",
        image_url_mask="",  # no picture of somebody else's in what we send
        image_url_logo="",
        async_mode=False,
        http_redirects=False,
        pgp_autogen=False,
        service_timeout=0,  # no worker thread: the sender process is killed instead
        storage_mode="memory",
    )


def load(url: str) -> NotifyBase | None:
    """A fresh apprise object: its throttle, its retries and its `optional` must not outlive one send."""
    plugin = Apprise.instantiate(url, asset=asset())
    if plugin is None:
        return None
    plugin.request_rate_per_sec, plugin.retry, plugin.optional = 0, 0, False
    vars(plugin)["throttle"] = _at_once
    connect = READ_SECONDS if isinstance(plugin, NotifyEmail) else CONNECT_SECONDS  # mail knows only one
    plugin.socket_connect_timeout = _seconds(plugin, "socket_connect_timeout", connect)
    plugin.socket_read_timeout = _seconds(plugin, "socket_read_timeout", READ_SECONDS)
    return plugin


def _at_once(*_args: object, **_options: object) -> None:
    """apprise would sleep out a "429, later": what waits, waits in the record."""


def simplify(plugin: NotifyBase) -> None:
    """One Delivery is one message: no second part, no picture, no fields of an embed."""
    plugin.overflow_mode = OverflowMode.UPSTREAM
    for name in ("include_image", "fields"):
        if isinstance(vars(plugin).get(name), bool):
            setattr(plugin, name, False)


def _seconds(plugin: NotifyBase, name: str, ours: float) -> float:
    """The address's own value, else ours."""
    return float(vars(plugin).get(name, ours))


def is_private(url: str) -> bool:
    """Whether the address says that its host is in the user's own network."""
    told = dict(parse_qsl(url.partition("?")[2])).get(OURS, "")
    return told.lower() in ("yes", "true", "1", "on")
