"""python -m benchmarks.bad_input BADINPUT_DIR: every hostile file through every reader, each under a second?

And every line of its text files as a rule, and as a query of each tool that rules are imported from: each
under 50 ms, with what is nested deep or long beside them.

Prints the slowest, the memory above what Onrecord itself takes, and what crashed. An input that is refused
with the readers' own errors did not crash. BADINPUT_DIR is any folder: every file below it is an input, and
of html5lib's `.test` files each input in them.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from alerts.rules import parse
from alerts.rules.importers import LANGUAGES, import_rule
from crawler.opml import read_opml
from crawler.pages.article import read_page
from crawler.reading.answers import Answer
from crawler.reading.feeds import read_feed
from crawler.reading.listpages import read_list
from crawler.reading.markup import parse_fragment, text_of
from crawler.reading.sitemaps import read_sitemap
from record.errors import OnrecordError
from record.types import Schedule, Source

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://site.example/feed"
SOURCE = Source("site", "news", "feed", URL, "site:site", "Site", Schedule(every=60))
SLOWEST = 1.0  # seconds
SLOWEST_RULE = 0.05  # seconds, of a rule and of a query
MOST_MEMORY = 150  # megabytes above base

Reader = Callable[[bytes], Any]
READERS: dict[str, Reader] = {
    "feed": lambda body: read_feed(Answer(URL, 200, body), SOURCE, NOW),
    "sitemap": lambda body: read_sitemap(Answer(URL, 200, body), SOURCE, NOW),
    "list": lambda body: read_list(Answer(URL, 200, body), SOURCE, NOW),
    "article": lambda body: read_page(body, None, URL, now=NOW),
    "fragment": lambda body: text_of(parse_fragment(Answer(URL, 200, body).text)),
    "opml": read_opml,
}


def inputs(folder: Path) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of everything that is to be read."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, body = str(path.relative_to(folder)), path.read_bytes()
        yield name, body
        if path.suffix == ".test":
            for at, case in enumerate(json.loads(body).get("tests", ())):
                yield f"{name}#{at}", str(case["input"]).encode("utf-8", "surrogatepass")


def read_with(reader: Reader, body: bytes) -> str | None:
    """What an input did to a reader, or None: to be read and to be refused are both well."""
    try:
        reader(body)
    except OnrecordError:
        return None
    except Exception as error:  # noqa: BLE001 (a crash is what is looked for)
        return f"{type(error).__name__}: {error}"[:200]
    return None


def memory() -> float:
    """The most that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def measure(folder: Path) -> dict[str, Any]:
    """Every input through every reader."""
    for reader in READERS.values():
        read_with(reader, b"<rss><channel><item><link>/a</link></item></channel></rss>")
    base, slowest, crashes, count = memory(), (0.0, ""), [], 0
    for name, body in inputs(folder):
        for kind, reader in READERS.items():
            start = time.perf_counter()
            crash = read_with(reader, body)
            slowest = max(slowest, (time.perf_counter() - start, f"{name} as {kind}"))
            crashes += [f"{name} as {kind}: {crash}"] if crash else []
            count += 1
    return {
        "readings": count,
        "slowest_seconds": round(slowest[0], 3),
        "slowest": slowest[1],
        "base_mb": round(base),
        "above_base_mb": round(memory() - base),
        "crashes": crashes,
    }


def rules(folder: Path) -> Iterator[str]:
    """Naughty lines, and what is deep, long or greedy."""
    for path in sorted(folder.rglob("*.txt")):
        yield from path.read_text("utf-8", errors="surrogateescape").splitlines()
    yield from (sign * 20_000 + "a" for sign in ("(", "NOT ", "-", "title:(", "SENTENCE("))
    yield from ("a " * 500_000, "*" * 20_000, "a" + "*a" * 5_000, "/(a+)+$/", " OR ".join(["a"] * 20_000))


def measure_rules(folder: Path) -> dict[str, Any]:
    """Every rule through our parser and every importer."""
    readers: dict[str, Callable[[str], Any]] = {"ours": parse}
    readers |= {name: partial(import_rule, name) for name in LANGUAGES}
    slowest, crashes, count = (0.0, ""), [], 0
    for text in rules(folder):
        for kind, reader in readers.items():
            start = time.perf_counter()
            try:
                reader(text)
            except Exception as error:  # noqa: BLE001 (a crash is what is looked for)
                crashes.append(f"{text[:40]!r} as {kind}: {type(error).__name__}")
            slowest = max(slowest, (time.perf_counter() - start, f"{text[:40]!r} ({len(text)}) as {kind}"))
            count += 1
    return {
        "rules": count,
        "slowest_rule_ms": round(slowest[0] * 1000, 1),
        "slowest_rule": slowest[1],
        "rule_crashes": crashes,
    }


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="BADINPUT_DIR")
    parser.add_argument("--rules", action="store_true", help="the rules and queries only")
    options = parser.parse_args(argv)
    folder, only_rules = options.folder, options.rules
    if not folder.is_dir():
        parser.error(f"{folder} is no folder")
    found = measure_rules(folder) if only_rules else {**measure(folder), **measure_rules(folder)}
    print(json.dumps(found, ensure_ascii=False, indent=2))
    well = found["slowest_rule_ms"] < SLOWEST_RULE * 1000 and not found["rule_crashes"]
    return 0 if well and (only_rules or _reads_well(found)) else 1


def _reads_well(found: dict[str, Any]) -> bool:
    fast, small = found["slowest_seconds"] < SLOWEST, found["above_base_mb"] < MOST_MEMORY
    return bool(fast and small and not found["crashes"])


if __name__ == "__main__":
    sys.exit(main())
