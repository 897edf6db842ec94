"""Topics: the interests that the rules of a watchlist name. Reports that share one may be one Statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from alerts.rules.forms import form_of
from alerts.rules.nodes import Form, Node
from record.people import People
from record.placing import Topic
from record.text import fold_name

Forms = frozenset[tuple[str, ...]]
BARE = ("term", "exact")


def topics_of(rules: Iterable[Node], terms: Mapping[str, Sequence[str]], people: People) -> tuple[Topic, ...]:
    """One Topic for each @entity, each OR of bare terms and each other bare term of the rules.

    What must not be there, and who speaks, is no Topic. Two of one name are one.
    """
    entities = {f"@{name}": _folded(map(form_of, written)) for name, written in terms.items()}
    found: dict[str, Forms] = {}
    for node in (node for rule in rules for node in _positive(rule)):
        for name, forms in _topics(node, entities, people):
            found[name] = found.get(name, frozenset()) | forms
    return tuple(Topic(name, forms) for name, forms in found.items() if forms)


def _positive(node: Node) -> Iterator[Node]:
    """Entities, bare terms, and ORs with bare terms in them, whatever they are within."""
    if node.kind in ("not", "speaker"):
        return
    bare = [part for part in node.parts if part.kind in BARE] if node.kind == "or" else []
    if bare or node.kind in (*BARE, "entity"):
        yield node
    for part in node.parts:
        if part not in bare:
            yield from _positive(part)


def _topics(node: Node, entities: Mapping[str, Forms], people: People) -> Iterator[tuple[str, Forms]]:
    if node.kind == "entity":
        yield node.name, _folded(node.forms)
        return
    loose: list[Form] = []
    for form in _bare_forms(node):
        owner = next((name for name, forms in entities.items() if form.folded in forms), None)
        if owner is None:
            loose.append(form)
        else:
            yield owner, entities[owner]
    if loose:
        yield loose[0].written, _folded(loose) | _other_names(loose, people)


def _bare_forms(node: Node) -> list[Form]:
    parts = node.parts if node.kind == "or" else (node,)
    return [form for part in parts if part.kind in BARE for form in part.forms]


def _other_names(forms: Iterable[Form], people: People) -> Forms:
    """Every name of an organisation that one of the terms names: Xiaomi is 小米."""
    organisations = {
        org.id: org
        for form in forms
        for org in people.by_name(fold_name(form.written))
        if org.kind == "organisation"
    }
    return _folded(form_of(name) for org in organisations.values() for name in (org.name, *org.names))


def _folded(forms: Iterable[Form]) -> Forms:
    """Without what must be written just so: folded, the US of U.S. would be found in `told us`."""
    return frozenset(form.folded for form in forms if form.words and not form.exact)
