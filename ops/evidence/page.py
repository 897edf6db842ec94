"""The bundle for a reader: one page without scripts, which needs no other file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from alerts.messages.cleaning import clean
from alerts.messages.words import PROVENANCES
from ops.evidence.changes import Mark, changed_parts
from record.store.proofs import Kept, KeptEvent, KeptReport, KeptRevision
from record.types import Json
from record.urls import is_web_address
from statements.languages import language

AROUND = 120  # characters that are shown beside a change, on either side
_TAGS: dict[Mark, str] = {"-": "del", "+": "ins"}


def page_of(kept: Kept, manifest: Json, changes: Sequence[Json]) -> str:
    """All that is shown is escaped: nothing of a text is ever part of the page's markup."""
    return _template().render(
        statement={
            **manifest["statement"],
            "text": clean(kept.text),
            "speaker": clean(manifest["statement"]["speaker"]),
        },
        made_at=manifest["made_at"],
        unsealed_until=manifest["unsealed_until"],
        reports=[_report(report, kept) for report in kept.reports],
        events=[_event(event) for event in kept.events],
        versions=list(_versions(kept, manifest, changes)),
        days=manifest["days"],
        time=shown_time,
        lang_of=lang_of,
        changed=_changed,
    )


def shown_time(iso: str) -> str:
    return iso[:19].replace("T", " ") + " UTC"


def lang_of(text: str) -> str:
    return language(text, "en")


def _report(report: KeptReport, kept: Kept) -> Json:
    (revision,) = (each for each in kept.revisions if each.id == report.revision_id)
    (document,) = (each for each in kept.documents if each.id == revision.document_id)
    provenance = report.body["provenance"]
    return {
        "words": clean(report.body["text"]),
        "who": clean(report.body["who"]),
        "how": PROVENANCES.get(provenance, provenance),
        "outlet": clean(document.outlet),
        "url": clean(document.url),
        "is_link": is_web_address(document.url),
        "revision": revision.id,
        "recorded_at": report.recorded_at.isoformat(),
    }


def _event(event: KeptEvent) -> Json:
    was, now = clean(str(event.data.get("was", ""))), clean(str(event.data.get("now", "")))
    return {"at": event.at.isoformat(), "kind": event.kind, "parts": changed_parts(was, now)}


def _versions(kept: Kept, manifest: Json, changes: Sequence[Json]) -> Iterator[Json]:
    documents = {document.id: document for document in kept.documents}
    by_id = {change["to"]: change for change in changes}
    captures = {capture["id"]: capture for capture in manifest["captures"]}
    for revision, told in zip(kept.revisions, manifest["revisions"], strict=True):
        document = documents[revision.document_id]
        yield {
            **_words(revision),
            "outlet": clean(document.outlet),
            "forgotten": document.forgotten.isoformat() if document.forgotten else None,
            "sealed": told["sealed"],
            "change": None if document.forgotten else _shortened(by_id.get(revision.id)),
            "answers": [captures[id] for id in told["captures"]],
        }


def _words(revision: KeptRevision) -> Json:
    return {
        "id": revision.id,
        "observed_at": revision.observed_at.isoformat(),
        "gone": revision.gone,
        "title": clean(revision.title),
        "text": _lines(revision.text),
        "lang": lang_of(revision.text),
    }


def _shortened(change: Json | None) -> Json | None:
    """What stayed is shown around what did not."""
    if change is None:
        return None
    short = {key: [(mark, _short(mark, text)) for mark, text in change[key]] for key in ("title", "text")}
    return {**change, **short}


def _short(mark: Mark, text: str) -> str:
    text = _lines(text)
    long = mark == "=" and len(text) > 2 * AROUND
    return f"{text[:AROUND]} … {text[-AROUND:]}" if long else text


def _lines(text: str) -> str:
    """With its spaces and lines, and without what cannot be seen: beside a change every space counts."""
    return "".join(map(_seen, text))


def _seen(char: str) -> str:
    if char == "\n" or char.isprintable():
        return char
    return " " if char.isspace() else ""


def _changed(mark: Mark, text: str) -> Markup:
    tag = _TAGS.get(mark)
    return Markup(f"<{tag}>{escape(text)}</{tag}>") if tag else escape(text)  # noqa: S704 (escaped)


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("page.html")
