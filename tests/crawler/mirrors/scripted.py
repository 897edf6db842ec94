"""A conversation with a mirror whose answers stand in a table of addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.conversation import Ask, Conversation, Timeline, advance
from crawler.reading.answers import Answer, Refused
from record.types import Outcome

Script = Mapping[str, str | bytes | int | Answer | Refused]  # a body, a status, an answer, or none


@dataclass(frozen=True)
class Held:
    """What was asked, and what came of it."""

    asked: list[Ask]
    learnt: Timeline

    @property
    def urls(self) -> list[str]:
        return [ask.url for ask in self.asked]


def hold(conversation: Conversation, script: Script) -> Held:
    """Raises as the conversation does; an address that is not in the script is not found."""
    asked: list[Ask] = []
    step: Ask | Timeline = next(conversation)
    while isinstance(step, Ask):
        asked.append(step)
        step = advance(conversation, _answer(step.url, script.get(step.url, 404)))
    return Held(asked, step)


def _answer(url: str, said: str | bytes | int | Answer | Refused) -> Answer | Refused:
    if isinstance(said, Answer | Refused):
        return said
    if isinstance(said, int):
        return Answer(url, said, b"<html>no</html>")
    return Answer(url, 200, said.encode() if isinstance(said, str) else said, "text/html; charset=utf-8")


def silence() -> Refused:
    """What is thrown in where no answer came."""
    return Refused((Outcome.UNREACHABLE, "no answer in time"))
