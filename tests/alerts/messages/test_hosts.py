"""A link whose host could be taken for another one says which it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alerts.messages import render
from alerts.messages.families import Family
from alerts.messages.hosts import note_on
from alerts.messages.places import web_address
from record.types import Alert
from tests.alerts.stories import NOW, REPORTED_STATEMENT, ZONE, evidence, hit


@pytest.mark.parametrize(
    ("url", "note"),
    [
        ("https://reuters.com/a", ""),
        ("https://раураl.com/", "xn--l-7sba6dbr.com, mixed letters"),  # four Cyrillic letters and a Latin one
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),  # all of one script: nothing is mixed, and still shown
        ("https://新闻.example/", "xn--efvy88h.example"),
        ("https://36kr新闻.example/", "xn--36kr-yz9hs68v.example"),
        ("https://xn--.example/", "xn--.example"),
        ("https://xn--\udcff.example/", ""),
    ],
)
def test_a_strange_host_is_named(url: str, note: str) -> None:
    assert note_on(web_address(url) or "") == note


@pytest.mark.parametrize("family", ["slack", "telegram", "discord", "teams", "dingtalk"])
def test_beside_a_link_that_hides_its_address_the_host_is_shown(family: Family) -> None:
    heard = evidence(2, "Reuters", "https://rеuters.example/a", "no plan", "no plan", 2)  # Cyrillic е
    alert = Alert("desk", (hit(replace(REPORTED_STATEMENT, reports=(heard,)), heard),))
    text = render(alert, family, now=NOW, zone=ZONE).text.replace("\\", "").replace("\u200b", "")
    assert "(xn--ruters-3of.example, mixed letters)" in text
