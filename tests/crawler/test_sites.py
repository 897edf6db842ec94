"""The bundled sites: every file loads, says all that it must, and together they cover what people watch."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crawler.catalog import BUNDLED, load_catalog
from crawler.sourcefields import SUBJECTS
from record.yamlfile import Value, read_yaml

FILES = sorted(BUNDLED.glob("*.yaml"))
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)

NEEDED = {"id", "name", "lang", "zone", "tier", "about", "every", "checked", "read_at"}
DAY = re.compile(r"never|\d{4}-\d{2}-\d{2}")
# where it was read: a repository and a path in it, or a page
PLACE = re.compile(r"[a-z0-9-]+\.[a-z.]+/\S")


def plain(value: Value) -> Any:
    """A value and all below it, without their places."""
    data = value.data
    if isinstance(data, dict):
        return {key: plain(below) for key, below in data.items()}
    return [plain(below) for below in data] if isinstance(data, list) else data


def site(path: Path) -> dict[str, Any]:
    file = read_yaml(path)
    assert file.problems == []
    assert file.root is not None
    keys = plain(file.root)
    assert isinstance(keys, dict)
    return keys


def addresses(keys: dict[str, Any]) -> list[str]:
    """Every address of a site, however its file writes them."""
    found: list[str] = []
    for key in ("feeds", "sitemap"):
        value = keys.get(key, [])
        found += value if isinstance(value, list) else [value]
    return found + [page["url"] for page in [keys.get("list")] if page]


def test_the_bundled_files_load_without_a_problem_and_give_all_their_addresses() -> None:
    sources, problems = load_catalog([BUNDLED])
    assert problems == []
    loaded = {(source.origin, source.url) for source in sources.values()}
    assert loaded == {(f"site:{path.stem}", url) for path in FILES for url in addresses(site(path))}


@EVERY_FILE
def test_a_bundled_file_says_all_that_it_must(path: Path) -> None:
    keys = site(path)
    assert set(keys) >= NEEDED
    assert keys["id"] == path.stem
    assert keys["lang"] in {"en", "zh"}
    assert keys["about"]
    assert set(keys["about"]) <= set(SUBJECTS)
    assert DAY.fullmatch(str(keys["checked"]))
    assert PLACE.search(keys["read_at"])


def test_every_bundled_site_is_polled_each_five_to_fifteen_minutes() -> None:
    sources, _ = load_catalog([BUNDLED])
    periods = {id: source.schedule.every or 0 for id, source in sources.items()}
    assert {id: period for id, period in periods.items() if not 300 <= period <= 900} == {}


@EVERY_FILE
def test_an_address_is_https_unless_its_file_says_that_only_http_is_documented(path: Path) -> None:
    keys = site(path)
    if "over http only" in keys["read_at"]:
        return
    assert [url for url in addresses(keys) if not url.startswith("https://")] == []


def test_no_id_and_no_address_stands_twice() -> None:
    sites = [site(path) for path in FILES]
    counts = Counter(
        re.sub(r"^https?://(www\.)?|/$", "", url).lower() for keys in sites for url in addresses(keys)
    )
    assert [url for url, times in counts.items() if times > 1] == []
    ids = Counter(keys["id"].lower() for keys in sites)
    assert [id for id, times in ids.items() if times > 1] == []


def test_the_bundled_sites_cover_both_languages_and_every_subject() -> None:
    sites = [site(path) for path in FILES]
    assert len(sites) >= 25
    covered = Counter((keys["lang"], subject) for keys in sites for subject in keys["about"])
    for lang in ("en", "zh"):
        for subject in ("cars", "phones", "chips", "business", "technology"):
            assert covered[lang, subject] >= 4, f"{lang} {subject}"


def test_each_language_has_outlets_of_the_first_tier() -> None:
    tiers = Counter((site(path)["lang"], site(path)["tier"]) for path in FILES)
    assert tiers["en", 1] >= 5
    assert tiers["zh", 1] >= 5
