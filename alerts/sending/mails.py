"""A mail as it goes out: what apprise made, with its one Message-ID, our own plain part, and its thread."""

from __future__ import annotations

import email
import re
from email.charset import BASE64, Charset
from email.header import Header, decode_header, make_header
from email.message import Message as MailMessage
from email.utils import parseaddr
from typing import Any

_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,200}@[^<>\s@]{1,200}>")


def finish_mail(source: str, sender: str, key: str, text: str | None, reply_to: str | None = None) -> bytes:
    """The mail with its one Message-ID, a well-folded subject and our own plain part.

    A mail that apprise has signed or encrypted keeps its body.
    """
    mail: MailMessage[Any, Any] = email.message_from_string(source)
    subject = str(make_header(decode_header(mail["Subject"] or "")))
    for name in ("Message-ID", "Auto-Submitted", "Subject"):
        del mail[name]
    # apprise writes one encoded word of any length; mail servers fold that badly
    mail["Subject"] = Header(subject, None if subject.isascii() else "utf-8", header_name="Subject")
    mail["Message-ID"] = message_id(key, sender)
    mail["Auto-Submitted"] = "auto-generated"  # so that no holiday notice comes back
    if reply_to and _MESSAGE_ID.fullmatch(reply_to):
        _put_in_thread(mail, reply_to)
    if text is not None and mail.get_content_type() == "multipart/alternative":
        _set_plain_part(mail, text)
    return mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))


def _put_in_thread(mail: MailMessage[Any, Any], first: str) -> None:
    for name in ("In-Reply-To", "References"):
        del mail[name]
        mail[name] = first


def _set_plain_part(mail: MailMessage[Any, Any], text: str) -> None:
    charset = Charset("utf-8")
    charset.body_encoding = BASE64
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            del part["Content-Transfer-Encoding"]
            part.set_payload(text, charset)


def message_id(key: str, sender: str) -> str:
    """The same for every Attempt of one Delivery, so that a mailbox may fold a repeat."""
    domain = parseaddr(sender)[1].rpartition("@")[2]
    clean = re.sub(r"[^A-Za-z0-9.-]", "", domain) or "onrecord.invalid"
    return f"<{re.sub(r'[^A-Za-z0-9._-]', '-', key)}@{clean}>"
