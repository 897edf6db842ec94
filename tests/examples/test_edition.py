"""A seed permutes outlets, order and delays; causes stay before effects."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.newsroom.edition import Release, compose, ends_at
from examples.newsroom.outlets import BY_ID, OUTLETS
from examples.newsroom.scenario import MIRROR, Scenario, load_scenario

SCENARIOS = Path(__file__).parents[2] / "examples" / "scenarios"
SCENARIO = load_scenario(SCENARIOS / "xiaomi-us")
SEEDS = range(50)
POLL_SECONDS = 2  # as examples/sources.yaml asks


def news(scenario: Scenario, seed: int) -> list[Release]:
    return [release for release in compose(scenario, seed) if not release.old]


@pytest.mark.parametrize("name", ["xiaomi-us", "one-post"])
def test_reports_come_at_least_four_seconds_after_the_post(name: str) -> None:
    scenario = load_scenario(SCENARIOS / name)
    for seed in SEEDS:
        times = {release.story.id: release.at for release in news(scenario, seed)}
        for story in scenario.stories:
            if story.after:
                assert times[story.id] - times[story.after] >= 2 * POLL_SECONDS


def test_all_is_released_within_about_half_a_minute() -> None:
    for seed in SEEDS:
        releases = news(SCENARIO, seed)
        assert releases[0].at >= 3
        assert 20 <= ends_at(releases) <= 30.01


def test_outlets_carry_only_their_language_and_no_two_stories_of_one_kind() -> None:
    for seed in SEEDS:
        articles = [release for release in compose(SCENARIO, seed) if release.outlet != MIRROR]
        assert all(BY_ID[each.outlet].lang == each.story.lang for each in articles)
        kinds = [(each.outlet, each.story.kind) for each in articles if not each.old]
        assert len(kinds) == len(set(kinds))


def test_the_same_seed_gives_the_same_edition_and_another_one_another() -> None:
    assert compose(SCENARIO, 7) == compose(SCENARIO, 7)
    orders = {tuple((each.story.id, each.outlet) for each in news(SCENARIO, seed)) for seed in SEEDS}
    assert len(orders) == len(SEEDS)


def test_the_newsroom_is_as_wide_as_the_issue_asks() -> None:
    assert sum(outlet.lang == "en" for outlet in OUTLETS) >= 5
    assert sum(outlet.lang == "zh" for outlet in OUTLETS) >= 4
    assert {outlet.front for outlet in OUTLETS} == {"rss", "atom", "sitemap", "list"}
    assert sum(story.kind == "denial" for story in SCENARIO.stories) >= 6
    assert {story.lang for story in SCENARIO.stories if story.kind == "denial"} == {"en", "zh"}


def test_what_is_expected_is_expected_on_channels_that_the_watchlist_has() -> None:
    watchlist = (SCENARIOS.parent / "watchlist.yaml").read_text("utf-8")
    for expectation in SCENARIO.expectations:
        assert all(f"{channel}:" in watchlist for channel in expectation.channels)
