"""Who is known, how they are found, and what is said of a file that is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from record.people import BUNDLED, People, load_people, read_speakers
from record.problems import Problem
from record.text import fold_name
from record.types import Account, Role, Speaker
from record.yamlfile import parse_yaml


@pytest.fixture(scope="module")
def people() -> People:
    loaded, problems = load_people()
    assert problems == []
    return loaded


def ids(speakers: tuple[Speaker, ...]) -> list[str]:
    return [speaker.id for speaker in speakers]


def problems_of(text: str, tmp_path: Path) -> list[Problem]:
    file = tmp_path / "people.yaml"
    file.write_text(text, "utf-8")
    return load_people([file])[1]


# ---------------------------------------------------------------- the bundled people


def test_about_forty_executives_are_known_and_their_companies(people: People) -> None:
    kinds = [speaker.kind for speaker in people.all()]
    assert kinds.count("person") >= 40
    assert kinds.count("organisation") >= 30


def test_everyone_has_a_name_in_chinese_and_in_latin_letters(people: People) -> None:
    persons = [speaker for speaker in people.all() if speaker.kind == "person"]
    lacking = [
        speaker.id
        for speaker in persons
        if all(name.isascii() for name in speaker.names)
        or not any(map(str.isascii, (speaker.name, *speaker.names)))
    ]
    assert set(lacking) <= {
        "ola-kallenius",
        "jose-munoz",
        "rj-scaringe",
    }  # accents; no Chinese name is certain


def test_every_role_is_in_an_organisation_that_is_known(people: People) -> None:
    orgs = {role.org for speaker in people.all() for role in speaker.roles}
    assert all(people.by_id(org) is not None for org in orgs)


def test_no_written_name_means_two_speakers(people: People) -> None:
    names = [(fold_name(name), s.id) for s in people.all() for name in {s.name, *s.names}]
    shared = {name: ids(people.by_name(name)) for name, _ in names if len(people.by_name(name)) > 1}
    assert shared == {}


# ---------------------------------------------------------------- finding


@pytest.mark.parametrize(
    ("written", "speaker"),
    [
        ("Lei Jun", "lei-jun"),
        ("lei jun", "lei-jun"),
        ("ＬＥＩ　ＪＵＮ", "lei-jun"),
        ("雷军", "lei-jun"),
        ("雷軍", "lei-jun"),
        ("雷總", "lei-jun"),
        ("雷布斯", "lei-jun"),
        ("Richard Yu", "yu-chengdong"),
        ("余承東", "yu-chengdong"),
        ("Ola Kallenius", "ola-kallenius"),
        ("CC Wei", "cc-wei"),
        ("Xiaomi EV", "xiaomi"),
        ("小米集團", "xiaomi"),
        ("Ford Motor Co.", "ford"),
        ("福特汽车", "ford"),
    ],
)
def test_a_name_is_found_in_either_script_and_any_spelling(
    people: People, written: str, speaker: str
) -> None:
    assert ids(people.by_name(written)) == [speaker]


def test_a_name_that_nobody_bears_finds_nobody(people: People) -> None:
    assert people.by_name("Olive Trent") == ()
    assert people.by_name("") == ()
    assert people.by_id("nobody") is None


def test_lei_juns_weibo_account_is_known_by_its_number(people: People) -> None:
    found = people.by_account(Account("weibo", "1749127163"))
    assert found is not None
    assert found.id == "lei-jun"
    assert people.by_account(Account("mastodon", "1749127163")) is None


def test_a_title_is_held_on_a_day(people: People) -> None:
    assert ids(people.in_role("ford", "CEO")) == ["jim-farley"]
    assert ids(people.in_role("ford", "ceo", date(2026, 1, 1))) == ["jim-farley"]
    assert ids(people.in_role("ford", "CEO", date(2019, 1, 1))) == []
    assert ids(people.in_role("xiaomi", "董事長")) == ["lei-jun"]
    assert ids(people.in_role("toyota", "CEO", date(2015, 6, 1))) == ["akio-toyoda"]


def test_the_organisation_of_a_person_is_that_of_the_day(people: People) -> None:
    pei = people.by_id("carl-pei")
    assert pei is not None
    then, now = people.org_of(pei, date(2015, 1, 1)), people.org_of(pei)
    assert then is not None
    assert now is not None
    assert (then.id, now.id) == ("oneplus", "nothing")


def test_a_year_holds_until_its_last_day() -> None:
    role = Role("x", ("CEO",), since="2010", until="2012")
    people = People([Speaker("x", "organisation", "X"), Speaker("a", "person", "A", roles=(role,))])
    held = [year for year in range(2009, 2015) if people.in_role("x", "CEO", date(year, 12, 31))]
    assert held == [2010, 2011, 2012]


def test_an_organisation_and_everyone_with_a_role_in_it_speak_for_it(people: People) -> None:
    speaking = {speaker.id for speaker in people.all() if people.speaks_for(speaker, "xiaomi")}
    assert {"xiaomi", "lei-jun", "lu-weibing"} <= speaking
    assert "jim-farley" not in speaking


def test_added_people_stand_beside_the_old_ones_and_replace_those_of_their_id(people: People) -> None:
    more = people.with_added(
        [Speaker("olive", "person", "Olive Trent"), Speaker("ford", "organisation", "Ford Ltd")]
    )
    assert ids(more.by_name("olive trent")) == ["olive"]
    assert more.by_name("福特") == ()
    assert people.by_name("olive trent") == ()


# ---------------------------------------------------------------- files


def test_a_file_of_the_users_comes_over_the_bundled_one(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(
        """
organisations: [{id: harbour, name: Harbour Motors, names: [海港汽车]}]
people:
  - name: Olive Trent
    names: [奥莉芙]
    roles: [{org: harbour, titles: [CEO, 首席执行官], since: 2020}, {org: ford, until: "2019"}]
    accounts: {weibo: "0042"}
""",
        "utf-8",
    )
    people, problems = load_people([BUNDLED, file])
    assert problems == []
    (olive,) = people.by_name("奥莉芙")
    assert (olive.id, olive.kind) == ("olive-trent", "person")
    assert olive.accounts == (Account("weibo", "0042"),)
    assert [role.since for role in olive.roles] == ["2020", None]
    assert ids(people.in_role("harbour", "首席执行官")) == ["olive-trent"]


def test_a_person_may_have_several_accounts_on_one_platform_each_counted_once(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text('people: [{name: Olive, accounts: {weibo: ["1", "2", " 1 "], x: olive}}]', "utf-8")
    people, problems = load_people([file])
    (olive,) = people.all()
    assert ([account.key for account in olive.accounts], problems) == (["weibo:1", "weibo:2", "x:olive"], [])


def test_a_platform_that_nobody_knows_leaves_the_other_accounts(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text('people: [{name: Olive, accounts: {wiebo: "1", x: olive}}]', "utf-8")
    people, problems = load_people([file])
    assert [account.key for account in people.all()[0].accounts] == ["x:olive"]
    assert [problem.code for problem in problems] == ["P106"]


def test_a_list_of_names_is_enough_for_a_watchlist() -> None:
    file = parse_yaml("people: [Olive Trent, 陈喆昊, {name: Harbour Motors, kind: organisation}]")
    assert file.root is not None
    assert isinstance(file.root.data, dict)
    found = read_speakers(file, file.root.data["people"])
    assert [(s.id, s.kind) for s in found] == [
        ("olive-trent", "person"),
        ("陈喆昊", "person"),
        ("harbour-motors", "organisation"),
    ]
    assert file.problems == []


WRONG = [
    ("people: [{nmae: Olive}]", "W101", (1, 11), "did you mean 'name'?"),
    ("people: [{names: [Olive]}]", "P101", (1, 10), "add `name:`"),
    ("people:\n  - {name: Olive}\n  - {name: olive}", "P102", (3, 5), "give one of them another `id`"),
    ("people: [{name: O, roles: [{org: fort}]}]", "P103", (1, 34), "did you mean 'ford'?"),
    ("people: [{name: O, roles: [{org: ford, since: last}]}]", "P104", (1, 47), "write 2010"),
    ("people: [{name: O, kind: persn}]", "P105", (1, 26), "did you mean 'person'?"),
    ("people: [{name: O, accounts: {weibo: 17}}]", "W103", (1, 38), 'put it in quotes: "17"'),
    ("people: [{name: O, pronoun: him}]", "P108", (1, 29), "he or she"),
    ("people: [{name: O, accounts: {wiebo: '17'}}]", "P106", (1, 31), "did you mean 'weibo'?"),
    ("people: [{name: O, accounts: {orkut: '17'}}]", "P106", (1, 31), "known: weibo, x, threads"),
    ("people: [{name: O, accounts: {weibo: ['1', 2]}}]", "W103", (1, 44), 'put it in quotes: "2"'),
    ("people: [{name: O, accounts: {weibo: {uid: '1'}}}]", "W103", (1, 38), ""),
    ("people: [{name: O, accounts: {weibo: ''}}]", "W103", (1, 38), ""),
    ("people: [{name: 7}]", "W103", (1, 17), 'put it in quotes: "7"'),
    ("poeple: []", "W101", (1, 1), "did you mean 'people'?"),
    ("people: Olive", "W103", (1, 9), ""),
]


@pytest.mark.parametrize(("text", "code", "place", "hint"), WRONG)
def test_a_mistake_is_a_problem_with_its_place_and_the_way_out(
    text: str, code: str, place: tuple[int, int], hint: str, tmp_path: Path
) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(text, "utf-8")
    _, problems = load_people([BUNDLED, file])
    found = [problem for problem in problems if problem.code == code]
    assert [(problem.line, problem.column) for problem in found] == [place]
    assert hint in found[0].hint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('weibo: "17"', 'weibo: ["16", "17"]'),
        ("bluesky: Lin.bsky.social", "bluesky: lin.bsky.social"),
        ("telegram: Nordlys_News", "telegram: nordlys_news"),
        ("x: NordlysMotors", "x: nordlysmotors"),
        ("mastodon: lin@Social.example", "mastodon: lin@social.example"),
        ('edgar: "0000000017"', 'edgar: "17"'),
    ],
)
def test_two_people_cannot_have_one_account(one: str, other: str, tmp_path: Path) -> None:
    text = f"people:\n  - {{name: Olive, accounts: {{{one}}}}}\n  - {{name: Ann, accounts: {{{other}}}}}\n"
    (problem,) = problems_of(text, tmp_path)
    assert (problem.code, problem.severity, problem.line) == ("P107", "error", 3)
    assert problem.message.endswith(" is Olive's account already (on line 2)")


@pytest.mark.parametrize(
    ("one", "other"), [("weibo: ab", "weibo: AB"), ("x: olive", "threads: olive"), ('x: ["a", "A"]', "x: b")]
)
def test_accounts_that_only_look_alike_are_two(one: str, other: str, tmp_path: Path) -> None:
    text = f"people: [{{name: Olive, accounts: {{{one}}}}}, {{name: Ann, accounts: {{{other}}}}}]"
    assert problems_of(text, tmp_path) == []


def test_an_account_of_the_bundled_people_is_nobody_elses(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text('people:\n  - {name: Olive, accounts: {weibo: "1749127163"}}', "utf-8")
    (problem,) = load_people([BUNDLED, file])[1]
    assert (problem.code, problem.line, problem.column) == ("P107", 2, 37)
    assert problem.message == "Weibo '1749127163' is Lei Jun's account already (under the id 'lei-jun')"


@pytest.mark.parametrize("entry", ["{name: Lei Jun}", '{name: Lei Jun, accounts: {weibo: "1749127163"}}'])
def test_an_entry_that_takes_the_place_of_another_takes_its_accounts(entry: str, tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(f"people: [{entry}]", "utf-8")
    assert load_people([BUNDLED, file])[1] == []
    if "accounts" not in entry:
        file.write_text(f'people: [{{name: Olive, accounts: {{weibo: "1749127163"}}}}, {entry}]', "utf-8")
        assert load_people([BUNDLED, file])[1] == []


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    people, problems = load_people([tmp_path / "none.yaml"])
    assert people.all() == ()
    assert len(problems) == 1


def test_what_is_right_in_a_wrong_file_still_counts(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text("people:\n  - {nmae: x}\n  - {name: Olive Trent}\n", "utf-8")
    people, problems = load_people([file])
    assert ids(people.all()) == ["olive-trent"]
    assert problems
