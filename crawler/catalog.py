"""The Sources: bundled files in sources/, one a site, and the user's sources.yaml with sites and mirrors.

A site with several addresses gives several Sources of one origin, and each mirror gives one Source for each
account of the people. Every mistake is a Problem with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from crawler.mirrorsources import Accounts, mirror_sources, with_stand_ins
from crawler.sitefiles import scalar
from crawler.sourcefields import SUBJECTS, Fields
from crawler.sourcekeys import LIST_KEYS, MIRROR_KEYS, SITE_KEYS
from record.problems import Problem, did_you_mean
from record.types import Account, Source, Speaker
from record.urls import is_web_address
from record.yamlfile import Value, YamlFile, read_yaml

BUNDLED = Path(__file__).parent.parent / "sources"
USER_KEYS = {
    "use": "ids of bundled sites to poll, or `all`; without it none of them is",
    "sources": "a list of sites, each with the keys of a site's file",
    "mirrors": "a list of mirrors of social networks; the later ones stand in for those before them",
}

Sites = dict[str, list[Source]]
Address = tuple[str, str, str, str | None]  # part of the id, format, url, CSS of the links


def load_catalog(
    paths: Sequence[Path], accounts: Iterable[tuple[Speaker, Account]] | None = None
) -> tuple[dict[str, Source], list[Problem]]:
    """Sources by id, and every Problem. A folder holds one file a site; a file is a user's sources.yaml.

    With a user's file, only those sites of the folders are taken that its `use:` names. Where `accounts` is
    None, nobody knows whose posts are wanted.
    """
    problems: list[Problem] = []
    sites: Sites = {}
    for folder in (path for path in paths if path.is_dir()):
        for path in sorted(folder.glob("*.yaml")):
            _add_site_file(path, sites, problems)
    files = [path for path in paths if not path.is_dir()]
    catalog = {} if files else {source.id: source for site in sites.values() for source in site}
    for path in files:
        file = read_yaml(path)
        if file.root is not None:
            known = None if accounts is None else list(accounts)
            _read_user_file(file, file.root, sites, known, catalog)
        problems.extend(file.problems)
    return with_stand_ins(catalog), problems


def _add_site_file(path: Path, sites: Sites, problems: list[Problem]) -> None:
    file = read_yaml(path)
    if file.root is not None:
        site = Fields(file, file.root, SITE_KEYS, "a site")
        id = site.identifier("id")
        if id in sites:
            site.problem("S204", f"the id '{id}' is that of another site", "id")
        elif id:
            sites[id] = _site_sources(site, id)
    problems.extend(file.problems)


def _read_user_file(
    file: YamlFile,
    root: Value,
    bundled: dict[str, list[Source]],
    accounts: Accounts | None,
    catalog: dict[str, Source],
) -> None:
    parts = file.mapping(_without_site(file, root), USER_KEYS, "sources.yaml")
    for used in _used(file, parts.get("use"), bundled):
        catalog.update((source.id, source) for source in bundled[used])
    for value in file.items(parts["sources"], "sources") if "sources" in parts else ():
        site = Fields(file, value, SITE_KEYS, "a site")
        if id := site.identifier("id"):
            _add(file, value, _site_sources(site, id), catalog)
    named: dict[str, int] = {}
    for value in file.items(parts["mirrors"], "mirrors") if "mirrors" in parts else ():
        mirror = Fields(file, value, MIRROR_KEYS, "a mirror")
        found = mirror_sources(mirror, accounts)
        if not _is_named_twice(mirror, named):
            _add(file, value, found, catalog)


def _is_named_twice(mirror: Fields, named: dict[str, int]) -> bool:
    """Another mirror of the name is a Problem, whomever it shows; `named`: the line of each name."""
    name = mirror.values.get("name")
    if name is None or not isinstance(name.data, str) or not name.data:
        return False
    first = named.get(name.data)
    if first is not None:
        mirror.problem("S204", f"the name '{name.data}' stands twice (first on line {first})", "name")
    named.setdefault(name.data, name.line)
    return first is not None


def _without_site(file: YamlFile, root: Value) -> Value:
    """The mapping without the keys of a site that stands where a list of sites belongs; that is a Problem."""
    if not isinstance(root.data, dict) or not root.data.keys() & {"id", "feeds"}:
        return root
    key = next(key for key in root.data if key in SITE_KEYS)
    hint = "this is one site: put it under `sources:`"
    file.problem("W101", f"unknown key '{key}'", root.key_places[key], hint, length=len(key))
    return replace(root, data={key: value for key, value in root.data.items() if key not in SITE_KEYS})


def _used(file: YamlFile, value: Value | None, bundled: Sites) -> list[str]:
    if value is None or value.data == []:
        return []
    if value.data == "all":
        return list(bundled)
    named = file.strings(value, "use")
    for id, place in named:
        if id not in bundled:
            hint = "write `use: all`" if id == "all" else did_you_mean(id, ["all", *bundled])
            file.problem("S205", f"no bundled site is called '{id}'", place, hint)
    return [id for id, _ in named if id in bundled]


def _add(file: YamlFile, at: Value, sources: list[Source], catalog: dict[str, Source]) -> None:
    for source in sources:
        if source.id in catalog:
            file.problem("S204", f"the id '{source.id}' stands twice", (at.line, at.column))
        catalog.setdefault(source.id, source)


# ---------------------------------------------------------------- sites


def _site_sources(site: Fields, id: str) -> list[Source]:
    addresses = _addresses(site)
    if not addresses and not site.had_problems:
        site.problem("S208", f"the site '{id}' names no address: domain, feeds, sitemap or list")
    if [part for part, *_ in addresses] == ["home"]:
        hint = f"`onrecord sources discover {site.text('domain')}` finds better addresses"
        site.warn(
            "S211", f"of '{id}' only the domain is known: its home page is read as a list", "domain", hint
        )
    site.check_notes()
    common = Source(
        id=id,
        spider="news",
        format="feed",
        url="",
        origin=f"site:{id}",
        name=site.text("name") or id,
        schedule=site.schedule(),
        zone=site.zone("zone"),
        lang=site.text("lang"),
        allow_private=site.networks(),
        page=site.page(),
        browser=site.flag("browser"),
        tier=site.tier(),
        kind=site.kind(),
        about=site.choices("about", SUBJECTS),
    )
    alone = len(addresses) == 1
    return [
        replace(common, id=id if alone else f"{id}/{part}", format=format, url=url, links=links)
        for part, format, url, links in addresses
    ]


def _addresses(site: Fields) -> list[Address]:
    found: list[Address] = [
        (f"feed-{number}", "feed", url, None) for number, url in enumerate(site.addresses("feeds"), 1)
    ]
    sitemaps = site.addresses("sitemap")
    found += [
        (f"sitemap-{number}" if len(sitemaps) > 1 else "sitemap", "sitemap", url, None)
        for number, url in enumerate(sitemaps, 1)
    ]
    found += _listed(site)
    domain = site.domain("domain")
    return [*found, ("home", "list", f"https://{domain}/", None)] if domain else found


def _listed(site: Fields) -> list[Address]:
    """The page of `list:`, or nothing."""
    if "list" not in site.values:
        return []
    value = site.values["list"]
    if isinstance(value.data, str) and is_web_address(value.data):
        hint = f"list: {{url: {scalar(value.data, within=True)}}}"
        site.problem("W103", "list must be a mapping (key: value), not text", "list", hint)
        return []
    page = Fields(site.file, value, LIST_KEYS, "list")
    links, url = page.css("links"), page.address("url")
    page.require("url")
    site.had_problems = site.had_problems or page.had_problems
    return [("list", "list", url, links)] if url and not page.had_problems else []
