"""A Story for chats whose markup we do not know."""

from __future__ import annotations

from dataclasses import replace

from alerts.messages.changes import Against, Edit
from alerts.messages.cleaning import BREAKER, defuse
from alerts.messages.evidence import Said
from alerts.messages.story import Story
from alerts.wording import Piece
from record.originals import Search

OPENING = ("@", "＠", "]", "<")  # of a mention, a link or a tag


def defused(story: Story) -> Story:
    """Nothing in it mentions anybody or makes a link; addresses stay as they are."""
    return replace(
        story,
        name=defuse(story.name),
        role=defuse(story.role),
        said=_defused(story.said),
        source=defuse(story.source),
        retold=(defuse(story.retold[0]), _defused(story.retold[1])) if story.retold else None,
        change=defuse(story.change),
        against=tuple(_defused_against(against) for against in story.against),
        edit_shown=_defused_edit(story.edit_shown) if story.edit_shown else None,
        search=_defused_search(story.search) if story.search else None,
        happened_in=defuse(story.happened_in),
        quote_outlet=defuse(story.quote_outlet),
        outlets=tuple(replace(outlet, name=defuse(outlet.name)) for outlet in story.outlets),
        whys=tuple(
            replace(why, watch=defuse(why.watch), terms=tuple(map(defuse, why.terms))) for why in story.whys
        ),
    )


def _defused(said: Said) -> Said:
    return replace(said, text=defuse(said.text))


def _defused_against(against: Against) -> Against:
    outlet, whose = defuse(against.outlet), defuse(against.whose)
    return replace(against, said=_defused(against.said), outlet=outlet, whose=whose)


def _defused_edit(edit: Edit) -> Edit:
    was, now = (tuple(map(_defused_piece, pieces)) for pieces in (edit.was, edit.now))
    return replace(edit, was=was, now=now, outlet=defuse(edit.outlet))


def _defused_piece(piece: Piece) -> Piece:
    """Also what would have power only with the piece after it."""
    text = defuse(piece.text)
    return Piece(piece.sign, text + BREAKER if text.endswith(OPENING) else text)


def _defused_search(search: Search) -> Search:
    found = search.post
    if found:
        speaker = replace(found.report.speaker, name=defuse(found.report.speaker.name))
        found = replace(found, report=replace(found.report, text=defuse(found.report.text), speaker=speaker))
    return replace(search, why=defuse(search.why), post=found)
