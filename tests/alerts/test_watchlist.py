"""The user's watchlist: what it comes to, and what is said of a wrong one. The folder holds the cases."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.schema import ON
from alerts.watchlist import CODES, DEFAULT_ON, load_watchlist
from record.people import load_people
from record.types import EventKind
from tests.alerts.watchlist_cases import BAD, ENVIRONMENT, GOOD, PEOPLE, loaded, shown, written


@pytest.mark.parametrize("path", [*GOOD, *BAD], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_exactly_these_problems_are_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    result = loaded(Path(path.name))
    assert shown(result) == path.with_suffix(".txt").read_text("utf-8")
    assert (result.watchlist is not None) == (path.parent.name == "good")


def test_every_code_of_the_watchlist_has_a_case() -> None:
    told = "".join(path.with_suffix(".txt").read_text("utf-8") for path in [*GOOD, *BAD])
    of_the_record = {"L502", "L506"}  # see tests/ops/test_recordlint.py
    assert set(CODES) - of_the_record <= set(re.findall(r" ([A-Z]\d{3}) ", told))


def test_a_watch_is_what_its_keys_say() -> None:
    result = loaded(GOOD[[path.stem for path in GOOD].index("everything")])
    assert result.watchlist is not None
    cars, lei, everyone = result.watchlist.watches
    assert (cars.id, cars.name, cars.people) == (
        "jane_cars",
        "Jane on cars",
        ("jane-doe", "acme", "anna-bell"),
    )
    assert (cars.status, cars.note, cars.owner, cars.notify) == (
        "test",
        "For the desk.",
        "anna",
        ("exec-slack",),
    )
    assert cars.on == {EventKind(word) for word in ON}
    assert cars.on > DEFAULT_ON
    assert cars.when == 'title:@cars OR text:(小米 AND =US) OR quote:"SU7 Ultra"'
    assert (lei.id, lei.people, lei.rule, lei.notify) == ("雷军", ("lei-jun",), None, ("exec-slack",))
    assert (everyone.id, everyone.people) == ("everyone-on-the-us", ())
    assert lei.on == frozenset({EventKind.NEW, EventKind.DENIED})
    assert everyone.on == frozenset({EventKind.NEW})
    jane = result.watchlist.people.by_id("jane-doe")
    assert jane is not None
    assert jane.accounts[0].key == "weibo:0012345"
    assert result.watchlist.people.by_id("lei-jun") == PEOPLE.by_id("lei-jun")
    assert result.watchlist.channels["exec-slack"].url == "slack://A/B/C"


KEYS = [
    "watches",
    "people",
    "terms",
    "channels",
    "defaults",
    "name",
    "when",
    "notify",
    "on",
    "id",
    "examples",
]
KEYS += ["fires", "silent", "status", "names", "roles", "accounts", "us"]
KEYS += ["all", "none", "near", "of", "words", "first", "title", "sources", "tier", "min_reports"]
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=8),
    st.sampled_from(["Lei Jun", "@us AND (a", "${X", "new", "test", "a b", "NOT a", "美国", ""]),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=5),
    ),
    max_leaves=25,
)
WATCHES = st.lists(st.dictionaries(st.sampled_from([*KEYS, "people"]), TREES, max_size=5), max_size=3)
FILES = st.dictionaries(st.sampled_from(KEYS[:5]), TREES, max_size=5) | st.builds(
    lambda top, watches: top | {"watches": watches},
    st.dictionaries(st.sampled_from(KEYS[:5]), TREES),
    WATCHES,
)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(FILES)
def test_nothing_in_a_watchlist_makes_the_loader_raise(tmp_path: Path, tree: object) -> None:
    result = written(json.dumps(tree, ensure_ascii=False), tmp_path)
    assert (result.watchlist is None) == any(problem.severity == "error" for problem in result.problems)
    assert len(shown(result).splitlines()) >= len(result.problems)


MINIMAL = "watches:\n  - {name: A, people: Lei Jun, notify: c}\nchannels: {c: '%s'}\n"


def test_an_unset_variable_stops_a_run_and_not_a_check(tmp_path: Path) -> None:
    text = MINIMAL % "mailto://${NOBODY_SETS_THIS}@x"
    checked, running = written(text, tmp_path), written(text, tmp_path, running=True)
    assert [(p.code, p.severity) for p in checked.problems] == [("W402", "warning")]
    assert [(p.code, p.severity) for p in running.problems] == [("W402", "error")]
    assert checked.watchlist is not None
    assert checked.watchlist.channels["c"].url == "mailto://${NOBODY_SETS_THIS}@x"
    assert running.watchlist is None


def test_a_variable_is_filled_in_wherever_it_stands(tmp_path: Path) -> None:
    result = written(MINIMAL % "mailto://${USER}:${USER}@x", tmp_path)
    assert result.watchlist is not None
    assert result.watchlist.channels["c"].url == "mailto://desk:desk@x"


def test_addresses_are_asked_of_the_channels_where_nothing_else_is_given(tmp_path: Path) -> None:
    path = tmp_path / "watchlist.yaml"
    path.write_text(MINIMAL % "nosuchservice://x", "utf-8")
    assert [p.code for p in load_watchlist(path, PEOPLE, ENVIRONMENT).problems] == ["W205"]


def test_the_watchlist_of_the_readme_is_right_with_the_people_who_are_bundled() -> None:
    people, problems = load_people()
    result = load_watchlist(
        GOOD[[p.stem for p in GOOD].index("minimal")], people, ENVIRONMENT, True, lambda _: None
    )
    assert problems + result.problems == []
    assert result.watchlist is not None
    assert [watch.people for watch in result.watchlist.watches] == [("lei-jun", "lu-weibing")]
