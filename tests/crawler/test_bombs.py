"""Answers that inflate without end, over HTTP, against the spider as it runs in the service."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest

from tests.crawler import pages
from tests.crawler.conftest import ROOT
from tests.crawler.site import Reply, Site

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MEGABYTE = 2**20
ZEROS = bytes(MEGABYTE)
MOST_MEMORY = 150  # megabytes above a crawl of small feeds


def compressed(compress: Callable[[bytes], bytes], flush: Callable[[], bytes], megabytes: int) -> bytes:
    return b"".join([*(compress(ZEROS) for _ in range(megabytes)), flush()])


def gzip_bomb(megabytes: int) -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, 31)
    return compressed(stream.compress, stream.flush, megabytes)


def deflate_bomb(megabytes: int) -> bytes:
    stream = zlib.compressobj(9)
    return compressed(stream.compress, stream.flush, megabytes)


def brotli_bomb(megabytes: int) -> bytes:
    stream = brotli.Compressor(quality=1)
    return compressed(stream.process, stream.finish, megabytes)


def zstd_bomb(megabytes: int) -> bytes:
    stream = zstd.ZstdCompressor()
    return compressed(stream.compress, stream.flush, megabytes)


BOMBS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "gzip": ("gzip", gzip_bomb),
    "deflate": ("deflate", deflate_bomb),
    "br": ("br", brotli_bomb),
    "zstd": ("zstd", zstd_bomb),
    "twice": ("gzip, gzip", lambda megabytes: gzip.compress(gzip_bomb(megabytes))),
    "mixed": ("br, gzip", lambda megabytes: gzip.compress(brotli_bomb(megabytes))),
}


def fill(site: Site, megabytes: int) -> None:
    for name, (encoding, bomb) in BOMBS.items():
        site.pages[f"/{name}"] = Reply(bomb(megabytes), "text/xml", headers={"Content-Encoding": encoding})
    site.pages["/small"] = Reply(pages.rss([("Plant", f"{site.url}/none", "x")]), "text/xml")
    site.pages["/article"] = site.pages["/gzip"]
    site.pages["/lists"] = Reply(pages.rss([("Plant", f"{site.url}/article", "x")]), "text/xml")


def crawl(site: Site, folder: Path, *names: str) -> tuple[dict[str, Any], float]:
    """(what the store was told, megabytes that the process took at most)."""
    allowed = "every: 1m\n    allow_private: [127.0.0.0/8]"
    rows = [f"  - id: {name}\n    feeds: [{site.url}/{name}]\n    {allowed}" for name in names]
    (folder / "sources.yaml").write_text("\n".join(["sources:", *rows, ""]), "utf-8")
    (folder / "plan.json").write_text(json.dumps({"sources": str(folder / "sources.yaml")}))
    command = [sys.executable, "-m", "tests.crawler.crawl", str(folder / "plan.json")]
    with (folder / "told.json").open("w+") as told:
        process = subprocess.Popen(command, cwd=ROOT, stdout=told)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        told.seek(0)
        return json.loads(told.read().splitlines()[-1]), used.ru_maxrss / 1024


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site().running() as site:
        fill(site, megabytes=40)
        yield site


def outcomes(told: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {poll["source"]["id"]: (poll["outcome"], poll["reason"]) for poll in told["polls"]}


def test_a_bomb_ends_its_own_poll_and_no_other(site: Site, tmp_path: Path) -> None:
    told, _ = crawl(site, tmp_path, *BOMBS, "small", "lists")
    ended = outcomes(told)
    assert ended.pop("small") == ended.pop("lists") == ("ok", "")
    assert ended.keys() == BOMBS.keys()
    for outcome, reason in ended.values():
        assert outcome == "error"
        assert "DOWNLOAD_MAXSIZE (10485760 B)" in reason
    failed = {failure["source"]: failure["reason"] for failure in told["failures"]}
    assert "DOWNLOAD_MAXSIZE (10485760 B)" in failed["lists"], "an article may be a bomb too"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "darwin", reason="ru_maxrss is in bytes there")
def test_a_gigabyte_of_zeros_takes_no_memory(tmp_path: Path) -> None:
    with Site().running() as site:
        fill(site, megabytes=1024)
        _, base = crawl(site, tmp_path, "small")
        told, used = crawl(site, tmp_path, *BOMBS, "small", "lists")
    assert {outcome for outcome, _ in outcomes(told).values()} == {"ok", "error"}
    print(f"{used - base:.0f} MB above {base:.0f} MB")
    assert used - base < MOST_MEMORY
