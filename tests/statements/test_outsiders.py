"""Somebody beside a known name is not the one who bears it; the last words of each text are asked about."""

from __future__ import annotations

import pytest

from record.types import Report
from tests.statements.reading import people, read


def last(text: str) -> Report:
    return read(text)[-1]


def silent(text: str) -> bool:
    return not read(text)


@pytest.mark.parametrize(
    "mention",
    [
        "A Ford dealer",
        "Ford workers",
        "Ford's union",
        "Ford's lawyers",
        "A lawyer for Ford",
        "A rival of Ford",
        "Ford's biggest rival",
        "Critics of Jim Farley",
        "Jim Farley's wife",
        "The Ford CEO's wife",
        "Ford's former CEO",
        "A former Ford executive",
        "An engineer at Ford",
        "A Ford analyst",
        "Ford shareholders",
        "Ford's Chinese joint venture",
        "The Ford Foundation",
        "Ford's works council",
        "Ford's union leader",
        "Ford's Nordlys",
        "A fake account of Jim Farley",
        "福特经销商",
        "福特一位经销商",
        "福特的竞争对手",
        "福特工会",
        "福特前CEO",
        "吉姆·法利的律师",
    ],
)
def test_an_outsider_never_speaks_as_the_known_name_beside_it(mention: str) -> None:
    text = (
        f"{mention}表示，工厂下周投产。" if mention[0] > "z" else f"{mention} said that the plant was late."
    )
    for report in read(text):
        assert report.speaker.id.startswith("?")
        assert not any(people().speaks_for(report.speaker, known) for known in ("ford", "jim-farley"))
        assert report.org is None or not people().by_name(report.org)


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("Ford's board", "ford"),
        ("Ford management", "ford"),
        ("Ford's US unit", "ford"),
        ("A Ford official", "ford"),
        ("Ford's head of design", "ford"),
        ("The head of Ford's design office", "ford"),
        ("The head of Ford", "jim-farley"),
        ("Ford's Jim Farley", "jim-farley"),
        ("A spokesman for Jim Farley", "jim-farley"),
        ("Elon Musk's Tesla", "tesla"),
        ("Ford's official account", "ford"),
        ("福特高管", "ford"),
        ("Ford's chief engineer", "ford"),
        ("福特客户经理", "ford"),
        ("福特目前", "ford"),
    ],
)
def test_whoever_has_a_role_in_it_speaks_for_a_known_organisation(mention: str, speaker: str) -> None:
    text = (
        f"{mention}表示，工厂下周投产。" if mention[0] > "z" else f"{mention} said that the plant was late."
    )
    assert last(text).speaker.id == speaker


def test_an_owner_speaks_by_a_noun_of_saying_and_his_kin_for_themselves() -> None:
    claim = "Jim Farley's repeated claim that the plant was late came on Monday."
    assert all(report.speaker.id == "jim-farley" for report in read(claim))
    assert not read("Ford chair Anna Bell's husband said that the plant was late.")


def test_a_spokesman_of_a_person_is_not_that_person() -> None:
    assert last("A spokesman for Jim Farley said that the plant was late.").provenance == "spokesperson"
    assert last("雷军发言人表示，工厂下周投产。").provenance == "spokesperson"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ford's Chinese supplier, Nordlys, said that the plant was late.", "?nordlys"),
        ("Ford's supplier Nordlys said that the plant was late.", "?nordlys"),
        ("Ford's partner, CATL, said that the plant was late.", "catl"),
        ("Ford's biggest rival BYD said that the plant was late.", "byd"),
        ("Xiaomi's former president, Lin Bin, said that the plant was late.", "lin-bin"),
        ("Former Ford CEO Anna Bell said that the plant was late.", "?annabell"),
        ("Ford investor Anna Bell said that the plant was late.", "?annabell"),
        ("Harbour Steel's Dutch owner, Nordlys, said that the plant was late.", "?nordlys"),
        ("福特供应商远山精密表示，工厂下周投产。", "?远山精密"),
        ("福特的中国对手比亚迪表示，工厂下周投产。", "byd"),
        ("福特前高管何文远表示，工厂下周投产。", "?何文远"),
    ],
)
def test_the_name_behind_or_beside_an_outsider_speaks(text: str, speaker: str) -> None:
    found = last(text).speaker
    assert found.id == speaker
    assert not people().speaks_for(found, "ford")


def test_the_employees_of_an_unknown_company_are_not_the_company() -> None:
    assert last("Nordlys employees said that the plant was late.").who == "Nordlys employees"


def test_a_former_executive_and_an_investor_are_of_no_known_organisation() -> None:
    for mention in ("Former Ford CEO Anna Bell", "Ford investor Anna Bell", "Anna Bell, a former Ford CEO,"):
        assert last(f"{mention} said that the plant was late.").org is None


@pytest.mark.parametrize(
    "text", ["Lei Jun came. She said that it was late.", "雷军来了。她表示，工厂下周投产。"]
)
def test_a_known_man_is_no_she(text: str) -> None:
    assert all(report.speaker.id != "lei-jun" for report in read(text))


@pytest.mark.parametrize(
    "mention",
    ["Two bankers", "One analyst", "Several employees", "Unions", "One former executive", "Both companies"],
)
def test_a_number_of_people_without_a_name_is_nobody(mention: str) -> None:
    assert silent(f"{mention} said that the plant was late.")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Lei Jun met Mary Barra on Monday. She said that the plant was late.", "mary-barra"),
        ("Lei Jun and Lisa Su came. “It is late,” she said.", "lisa-su"),
        ("Mary Barra met Lei Jun on Monday. He said that the plant was late.", "lei-jun"),
        ("雷军会见了玛丽·博拉。她表示，工厂下周投产。", "mary-barra"),
        ("Ford thanked Amy Trent, the finance chief.\n\nShe said that the plant was late.", "?amytrent"),
    ],
)
def test_a_pronoun_means_whoever_is_known_to_be_a_woman_or_a_man(text: str, speaker: str) -> None:
    assert last(text).speaker.id == speaker


def test_a_title_tells_two_of_one_family_apart() -> None:
    text = "David Bell, chairman of Acme, left. Ms. Bell, the head of Nordlys, said that the plant was late."
    assert last(text).who == "Ms. Bell"


def test_of_two_of_one_family_whoever_has_spoken_goes_on() -> None:
    text = "Karen Bell said it was late. Her husband, Robert Bell, runs a farm. “We are done,” Bell said."
    assert last(text).who == "Karen Bell"


@pytest.mark.parametrize(
    ("text", "who", "speaker"),
    [
        ("小米发布新车。外交部发言人何文远表示，工厂下周投产。", "何文远", "?外交部"),
        ("Nordlys spokesman Tom Bell said it was late. A spokesman said it was open.", "Nordlys", "?nordlys"),
    ],
)
def test_a_spokesperson_speaks_for_the_body_that_is_named(text: str, who: str, speaker: str) -> None:
    assert (last(text).who, last(text).speaker.id) == (who, speaker)


def test_a_family_name_alone_is_a_known_one_where_the_company_is_named() -> None:
    text = "GM cut its target. Barra said that the plant was late."
    assert last(text).speaker.id == "mary-barra"
    assert last("Barra said that the plant was late.").speaker.id == "?barra"


def test_the_whole_of_a_title_and_of_a_body_is_told() -> None:
    report = last("Nordlys Chief Financial Officer Anna Bell said that the plant was late.")
    assert (report.role, report.org) == ("Chief Financial Officer", "Nordlys")
    assert last("The European Commission said that the plant was late.").who == "European Commission"
