"""`min_reports`, through the real record: how many outlets it takes, near-copies folded."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from alerts.dispatch import Dispatch
from alerts.rules import parse
from alerts.watches import Channel, SourceFilter, Watch, Watchlist
from record.people import People
from record.store import Record
from record.types import Source
from statements.grouping import WINDOW
from tests.builders import LEI_JUN, record_articles, report, source
from tests.record.store.test_intake import claim_all, join_first, placed

SAID = "Lei Jun said there is no plan for the US market."
WIRE = SAID + (
    " The remark came at the end of a long day in Beijing, where the company showed a car and two phones"
    " to an audience that had waited in the rain since six in the morning. Dealers abroad had asked for"
    " months whether they might sell it, and the answer disappointed several of them. Analysts pointed at"
    " tariffs, at a network of workshops that nobody has built so far, and at rules on software that"
    " change with every season."
)
OWN_WORDS = SAID + (
    " We met him on the stairs, and he was in a hurry. His driver held the door. Nobody else of the board"
    " wished to talk, though one of them smiled when California was named and another one looked at his"
    " shoes."
)
TWICE = Watch("us", "US", ("lei-jun",), parse("market").rule, "market", ("desk",), min_reports=2)
OUTLETS = {id: source(id, name=id.title()) for id in ("wire", "courier", "ledger")}
OUTLETS["copier"] = source("copier", name="Copier", kind="aggregator")


def write(record: Record, text: str, of: Source) -> None:
    record_articles(record, text, of=of)
    words = "there is no plan for the US market"
    (claimed,) = claim_all(record)
    said = report(words, content=((13, 13 + len(words)),), sentence=(0, len(SAID)), kind="direct")
    record.intake.record_reports(claimed, [placed(said)], join_first, WINDOW)


def decide(record: Record, watch: Watch = TWICE) -> list[str]:
    """What min_reports said of each Hit, after all that is new was judged."""
    watchlist = Watchlist((watch,), {"desk": Channel("desk", "")}, People([LEI_JUN]), OUTLETS)
    asyncio.run(Dispatch(record.judging, watchlist, {"desk": ("somebody",)}).work())
    (statement,) = record.reading.statements()
    checks = (check for hit in record.reading.hits(statement) for check in hit.checks)
    return [str(check["reason"]) for check in checks if check["check"] == "min_reports"]


def test_a_statement_is_told_once_two_outlets_have_written_of_it_each_for_itself(record: Record) -> None:
    write(record, WIRE, OUTLETS["wire"])
    assert decide(record) == ["1 of 2 outlets"]
    write(record, f"Beijing. {WIRE}", OUTLETS["courier"])  # as it came from the wire
    assert decide(record) == ["1 of 2 outlets"] * 2
    assert record.sending.undelivered() == 0
    write(record, OWN_WORDS, OUTLETS["ledger"])
    assert decide(record)[2:] == ["2 outlets, 2 are asked for"]
    assert record.sending.undelivered() == 1


def test_after_it_was_told_a_third_outlet_only_counts(record: Record) -> None:
    write(record, SAID, OUTLETS["wire"])
    write(record, f"{SAID} He smiled.", OUTLETS["courier"])
    decide(record)
    write(record, f"{SAID} He left.", OUTLETS["ledger"])
    assert len(decide(record)) == 1
    assert record.sending.undelivered() == 1


def test_an_aggregator_that_is_not_heard_makes_no_number(record: Record) -> None:
    heard = replace(TWICE, sources=SourceFilter(without=frozenset({"aggregator"})))
    write(record, SAID, OUTLETS["wire"])
    write(record, f"{SAID} He smiled.", OUTLETS["copier"])
    assert decide(record, heard) == ["1 of 2 outlets"]
    write(record, f"{SAID} He left.", OUTLETS["ledger"])
    assert decide(record, heard)[1:] == ["2 outlets, 2 are asked for"]
