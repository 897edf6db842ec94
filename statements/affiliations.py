"""Role and organisation of whoever speaks, from all that a document says of the same person."""

from __future__ import annotations

from dataclasses import replace

from record.people import People
from record.text import fold_name
from statements.attributed import Attribution, stranger
from statements.heads import is_former
from statements.lexicon import en, en_persons
from statements.names import DocumentNames
from statements.references import References


class Affiliations:
    def __init__(self, people: People, names: DocumentNames, references: References) -> None:
        self._people, self._names, self._references = people, names, references

    def completed(self, found: Attribution, at: int) -> Attribution:
        """With what the document says elsewhere of the same person."""
        if found.speaker.kind != "person" or found.spokesperson:
            return found
        said = self._names.introduction(found.who)
        role = found.role or said.role
        if found.org is None and said.org is not None:
            found = self.with_org(replace(found, role=role), said.org)
        first = role.split()[0].lower() if role else ""
        if found.org is None and first in en.COMPANY_NOUNS:  # company CEO Ada Berg
            topic = self._references.organisation(at, first)
            found = self.with_org(found, topic.org) if topic and topic.org else found
        return replace(found, role=role)

    def with_org(self, found: Attribution, org: str | None) -> Attribution:
        """A known organisation by its id: a watch on it hears of whoever has a role in it."""
        if not org:
            return found
        role = found.role or ""
        outside = bool(role) and (
            is_former(role) or role.split()[-1].lower() in en_persons.OUTSIDERS - en_persons.STAFF
        )
        full = self._names.fullest(org)
        known = next(iter(self._people.by_name(org) or self._people.by_name(full)), None)
        if outside and known is not None:
            return found
        org_id, name = (known.id, known.name) if known else (f"?{fold_name(full)}", full)
        if not found.speaker.id.startswith("?"):
            return replace(found, org=name)
        made = stranger(found.who, org_id, name, found.role, found.reason, found.confidence)
        return replace(made, others=found.others)
