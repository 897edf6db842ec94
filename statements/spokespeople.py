"""A spokesperson, with or without a name, speaks for an organisation."""

from __future__ import annotations

import re
from dataclasses import replace

from record.text import fold_name
from record.types import Reason, Speaker
from statements.attributed import Attribution
from statements.knownnames import Known
from statements.lexicon import en, zh
from statements.mentions import before_spokes, name_in, organisation_in
from statements.names import DocumentNames
from statements.references import References
from statements.runs import Kind

_FOR = re.compile(rf"\b(?:{'|'.join(sorted(en.SPOKES))}) (?:for|of) (.+)", re.IGNORECASE)
_NAMED, _OF_UNKNOWN, _OF_TOPIC = 0.9, 0.85, 0.75


class Spokespeople:
    def __init__(self, names: DocumentNames, references: References) -> None:
        self._names, self._references = names, references

    def find(self, org: Known | None, at: int, written: str, beside: str = "") -> Attribution | None:
        """One without an organisation speaks for the one in hand."""
        name, role = name_in(written), _role(f"{written} {beside}")
        if org is not None:
            speaker = org.speaker
            who = name if name and name not in (speaker.name, *speaker.names) else self._names.who(speaker)
            reason = Reason("spokesperson", f"“{written}” speaks for {speaker.name}")
            return Attribution(speaker, who, speaker.name, role, reason, _NAMED, spokesperson=True)
        for_whom = _FOR.search(written)
        if for_whom is not None:  # a spokesman for Senator Tom Weller is not Mr. Weller
            name = None if name and name in for_whom.group(1) else name
            of = name_in(for_whom.group(1)) or organisation_in(written)
        else:
            of = organisation_in(written) or organisation_in(beside) or before_spokes(written)
        if of is None:
            return self._of_topic(at, written, name, role)
        name = None if name == of else name
        of = self._names.fullest(of)
        reason = Reason("spokesperson", f"“{written}” speaks for {of}")
        kind: Kind = "person" if self._names.is_person(of) else "organisation"
        speaker = Speaker(f"?{fold_name(of)}", kind, of)
        return Attribution(speaker, name or of, of, role, reason, _OF_UNKNOWN, spokesperson=True)

    def _of_topic(self, at: int, written: str, name: str | None, role: str) -> Attribution | None:
        topic = self._references.topic(at)
        if topic is None:
            return None
        reason = Reason("spokesperson", f"“{written}” speaks for {topic.who}, the organisation in hand")
        who = name or topic.who
        return replace(topic, who=who, role=role, spokesperson=True, confidence=_OF_TOPIC, reason=reason)


def _role(words: str) -> str:
    """As it is written: spokeswoman, 新闻发言人."""
    found = (word.strip(",.") for word in words.lower().split() if word.strip(",.") in en.SPOKES)
    han = max((word for word in zh.SPOKES if word in words), key=len, default=None)
    return han or next(found, "spokesperson")
