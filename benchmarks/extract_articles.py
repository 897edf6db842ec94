"""python -m benchmarks.extract_articles GOLD_DIR: what `extract_article` reads on saved pages, as JSON lines.

GOLD_DIR holds gold.jsonl (id, url, lang) and html/ID.html.gz. The last line is the summary; failures are told
on stderr and leave an empty row.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from crawler.pages.article import read_page
from record.errors import OnrecordError
from record.types import Json


def predictions(gold: Path) -> Iterator[tuple[Json, float]]:
    """(row, CPU seconds) of each page."""
    for line in (gold / "gold.jsonl").read_text("utf-8").splitlines():
        page = json.loads(line)
        body = gzip.decompress((gold / "html" / f"{page['id']}.html.gz").read_bytes())
        start = time.process_time()
        row = predict(page["id"], body, page.get("url") or "https://example.com/", page.get("lang"))
        yield row, time.process_time() - start


def predict(id: str, body: bytes, url: str, lang: str | None = None) -> Json:
    """One page through the function that the spider's page object calls."""
    zone = "Asia/Shanghai" if lang == "zh" else "UTC"
    try:
        article = read_page(body, None, url, zone)
    except OnrecordError as error:
        print(f"{id}: {type(error).__name__}: {error}", file=sys.stderr)
        return {"id": id, "title": None, "date": None, "authors": [], "body": ""}
    return {
        "id": id,
        "title": article.title,
        "date": article.date,
        "authors": list(article.authors),
        "body": article.text,
    }


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    gold = parser.parse_args(argv).gold
    if not (gold / "gold.jsonl").is_file():
        parser.error(f"{gold / 'gold.jsonl'} is not there")
    pages, spent = 0, 0.0
    for row, seconds in predictions(gold):
        print(json.dumps(row, ensure_ascii=False))
        pages, spent = pages + 1, spent + seconds
    rate = round(pages / spent, 2) if spent else 0.0
    print(json.dumps({"id": "_summary", "pages": pages, "pages_per_cpu_s": rate}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
