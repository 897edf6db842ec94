"""`onrecord sources discover`: a Survey run over the network, and what it tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_network

from typer import BadParameter

from crawler.discover import Survey, Tried
from crawler.process import run_spiders
from crawler.proposals import Ranked, propose, rank
from crawler.sitefiles import SiteDraft, id_for, id_of_host, scalar, write_site
from crawler.sourcefields import is_domain
from ops.crawls import crawl_settings
from record.clock import Clock
from record.types import Json, Source
from record.urls import document_key, is_web_address

SECONDS = 60.0  # for all of it


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found at one site."""

    survey: Survey
    ranked: list[Ranked]
    draft: SiteDraft | None
    in_time: bool


def require_address(address: str, allow_private: Sequence[str]) -> None:
    """Raises BadParameter for what is neither a domain nor a web address, and for what is no network."""
    if not is_domain(address) and not is_web_address(address):
        raise BadParameter(f"'{address}' is neither a domain, as courier.example, nor a web address")
    require_networks(allow_private)


def require_networks(allow_private: Sequence[str]) -> None:
    """Raises BadParameter for what is no network."""
    for cidr in allow_private:
        try:
            ip_network(cidr)
        except ValueError as error:
            raise BadParameter(f"'{cidr}' is not a network: {error}") from error


def discover(address: str, allow_private: tuple[str, ...], clock: Clock) -> Discovery:
    """Ask the site. Once in a process."""
    survey = Survey(address, clock.now())
    arguments = {"survey": survey, "allow_private": allow_private}
    in_time = run_spiders([("discover", arguments)], crawl_settings(), SECONDS)
    ranked = rank(survey.candidates, survey.now)
    return Discovery(survey, ranked, propose(survey, ranked, allow_private), in_time)


def lines(found: Discovery) -> Iterator[str]:
    """What was asked and what came of it."""
    yield from (_line(tried) for tried in found.survey.tried)
    if not found.in_time:
        yield f"{SECONDS:.0f} s were over before everything was asked"
    if any("private address" in tried.reason for tried in found.survey.tried):
        yield "a network of your own is permitted by --allow-private CIDR"
    if found.draft is None:
        yield from _reasons(found)
        yield f"nothing that can be polled was found at {found.survey.address}"


def _reasons(found: Discovery) -> Iterator[str]:
    """Why nothing is proposed, and what may help."""
    for each in found.ranked:
        yield f"not proposed: {each.candidate.format} {each.candidate.url}: {each.against}"
    home = found.survey.home_url
    if found.survey.home is not None and all(each.candidate.url != home for each in found.ranked):
        site = f"{{id: {id_of_host(home)}, list: {{url: {scalar(home, within=True)}}}, browser: true}}"
        yield f"its home page shows no article links; if it needs JavaScript, put under `sources:`  - {site}"


def without_known(
    draft: SiteDraft, used: Iterable[Source], taken: Iterable[str]
) -> tuple[SiteDraft | None, list[str]]:
    """(the site under a free id with the addresses that no used Source polls, what was left out and why)."""
    there = {document_key(source.url): source.id for source in used}
    urls = [url for url in (*draft.feeds, draft.sitemap, draft.list_url) if url]
    left_out = [f"{url} is {there[key]} already" for url in urls if (key := document_key(url)) in there]
    if len(left_out) == len(urls):
        return None, left_out
    sitemap, listed = (
        url if url and document_key(url) not in there else None for url in (draft.sitemap, draft.list_url)
    )
    feeds = tuple(url for url in draft.feeds if document_key(url) not in there)
    id = id_for(draft.id, taken)
    return replace(draft, id=id, feeds=feeds, sitemap=sitemap, list_url=listed), left_out


def _line(tried: Tried) -> str:
    probe = tried.probe
    told = f"{tried.entries} entries" if tried.entries else tried.reason
    return f"{probe.kind:<8} {probe.url}  ({probe.why})  {tried.outcome}{f': {told}' if told else ''}"


def as_json(found: Discovery) -> Json:
    return {
        "address": found.survey.address,
        "home": found.survey.home_url,
        "in_time": found.in_time,
        "tried": [
            {"url": one.probe.url, "kind": one.probe.kind, "why": one.probe.why, "state": one.outcome}
            | {"reason": one.reason, "entries": one.entries}
            for one in found.survey.tried
        ],
        "candidates": [_candidate_json(each) for each in found.ranked],
        "yaml": write_site(found.draft) if found.draft else None,
    }


def _candidate_json(ranked: Ranked) -> Json:
    one = ranked.candidate
    return {
        "url": one.url,
        "format": one.format,
        "why": one.why,
        "subject": one.subject,
        "entries": len(one.entries),
        "newest": one.newest.isoformat() if one.newest else None,
        "dated": round(one.dated, 2),
        "titled": round(one.titled, 2),
        "proposed": not ranked.against,
        "against": ranked.against or None,
    }
