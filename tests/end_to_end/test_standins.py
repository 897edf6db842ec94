"""A mirror that stands in for another, in the rounds of the service: asked only where the first one fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from record.clock import Clock
from tests.crawler.site import Reply, Site
from tests.end_to_end.house import HUB, House, open_house

REFUSED = Reply(b'{"error":{"message":"Cookies expired"}}', "application/json", 503)
NEWS = "小米汽车明年会进入美国市场。"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        yield opened


def paths(site: Site) -> list[str]:
    return [path for path in site.paths() if path.startswith(HUB)]


@pytest.mark.slow
def test_a_second_mirror_is_asked_only_where_the_first_fails_and_a_new_post_is_told_once(
    house: House,
) -> None:
    house.post("美国的朋友们好。", Clock().now() - timedelta(days=3))
    with Site().running() as spare:
        mirrors = [("hub", house.site), ("spare", spare)]
        rows = "".join(
            f"  - {{name: {name}, format: rsshub, url: '{site.url}', allow_private: [127.0.0.0/8]}}\n"
            for name, site in mirrors
        )
        (house.folder / "sources.yaml").write_text(f"mirrors:\n{rows}", "utf-8")
        house.once()
        assert (len(paths(house.site)), paths(spare)) == (1, [])

        house.post(NEWS, Clock().now())
        spare.pages |= {path: page for path, page in house.site.pages.items() if path.startswith(HUB)}
        house.site.pages |= dict.fromkeys(spare.pages, REFUSED)
        house.once()
        assert (len(paths(house.site)), len(paths(spare))) == (2, 1)
        assert len(house.subjects) == 1, "and not of the old one, which this mirror shows for the first time"

        house.publish()
        house.once()
        assert (len(paths(house.site)), len(paths(spare)), len(house.subjects)) == (3, 1, 1)
