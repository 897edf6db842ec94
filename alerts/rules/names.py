"""What @entities stand for: one table for all rules of a watchlist, so that an alias touches no rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alerts.rules.forms import form_of
from alerts.rules.nodes import Form
from record.text import fold_name


class Names:
    """Written forms by name: of `terms:`, and of people by id and by name. Looked up as names are folded."""

    def __init__(self, written: Mapping[str, Sequence[str]] | None = None) -> None:
        self.known = tuple(written or ())  # as they are written
        self._written = {fold_name(name): tuple(forms) for name, forms in (written or {}).items()}
        self._forms: dict[str, tuple[Form, ...]] = {}

    def __contains__(self, name: str) -> bool:
        return fold_name(name) in self._written

    def forms(self, name: str) -> tuple[Form, ...]:
        """What is looked for; nothing for an unknown name. `name` with or without its @."""
        key = fold_name(name)
        if key not in self._forms:
            made = (form_of(text) for text in dict.fromkeys(self._written.get(key, ())))
            self._forms[key] = tuple(form for form in made if form.words)
        return self._forms[key]

    def change(self, name: str, written: Sequence[str]) -> None:
        """Other forms for a known name. An Index of rules that use it must be told: Index.rename."""
        self._written[fold_name(name)] = tuple(written)
        self._forms.pop(fold_name(name), None)
