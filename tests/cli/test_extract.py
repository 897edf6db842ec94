"""`onrecord extract`: of a text, a saved page, a pipe and an address; and of what cannot be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from inspect import signature
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.extract import extract_command
from cli.main import app
from ops.extracts.given import shown_name
from ops.extracts.understood import NO_VERB, as_json
from record.types import Json
from statements.english import parsing
from tests.cli.running import ROOT, run_onrecord
from tests.crawler import pages
from tests.crawler.site import Reply, Site
from tests.ops.extracts.texts import two

DOCS = (ROOT / "docs" / "extract.md").read_text("utf-8")
ENGLISH = "Lei Jun said on Weibo that Xiaomi has no plan to enter the US market.\n\nShares rose.\n"
CHINESE = "小米董事长雷军在微博上表示，小米汽车目前没有进入美国市场的计划。\n"
PEOPLE = """
organisations: [{id: nordlys, name: Nordlys Motors}]
people: [{id: lin, name: Lin Anda, roles: [{org: nordlys, titles: [CEO]}]}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "en.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "zh.txt").write_text(CHINESE, "utf-8")
    return tmp_path


def extract(*arguments: str, given: bytes | None = None, status: int = 0) -> Result:
    result = CliRunner().invoke(app, ["extract", *arguments], input=given)
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output
    return result


def told(*arguments: str, given: bytes | None = None) -> Json:
    answer: Json = json.loads(extract(*arguments, "--json", given=given).stdout)
    return answer


# ---------------------------------------------------------------- what is shown


def test_a_text_is_shown_with_its_words_speaker_and_cue(folder: Path) -> None:
    shown = extract("en.txt").stdout
    assert "{Lei Jun} <said> on Weibo that [1|Xiaomi has no plan to enter the US market|1]." in shown
    assert "    [1] Lei Jun · denial · on Weibo\n" in shown
    assert "\nShares rose.\n" in shown
    assert "1  Lei Jun (Xiaomi)" in shown


def test_chinese_is_shown_alike(folder: Path) -> None:
    shown = extract("zh.txt").stdout
    assert "[1|小米汽车目前没有进入美国市场的计划|1]。" in shown
    assert "    [1] Lei Jun · denial · on Weibo\n" in shown


def test_json_has_the_text_and_everything_that_is_known_of_each_statement(folder: Path) -> None:
    answer = told("en.txt", "--title", " Xiaomi\x1b[31m  stays ", "--published", "2026-11-22T14:03+08:00")
    assert (answer["text"], answer["title"]) == (ENGLISH, "Xiaomi[31m stays")
    assert answer["published_at"] == "2026-11-22T06:03:00+00:00"
    (found,) = answer["statements"]
    spans = [*found["content"], found["cue"], found["mention"]]
    words = ["Xiaomi has no plan to enter the US market", "said", "Lei Jun"]
    assert [answer["text"][start:end] for start, end in spans] == words
    assert (found["number"], found["who"], found["speaker_id"], found["org"]) == (
        1,
        "Lei Jun",
        "lei-jun",
        "Xiaomi",
    )
    assert (found["kind"], found["stance"], found["polarity"]) == ("indirect", "deny", "negative")
    assert (found["venue"], found["provenance"]) == ("weibo", "paraphrase")
    assert {"role", "said_at", "words", "speaker"} <= found.keys()
    assert 0 < found["confidence"] <= 1
    assert {"code": "cue", "text": "reported by “said”"} in found["reasons"]
    assert answer["silence"] == ""


def test_the_page_goes_where_it_is_wanted(folder: Path) -> None:
    page = extract("en.txt", "--html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert ">Xiaomi has no plan to enter the US market</mark>" in page
    assert extract("en.txt", "--html", "-o", "out.html").stdout == ""
    assert (folder / "out.html").read_text("utf-8") == page
    extract("en.txt", "--output", "out.txt")
    assert "[1|Xiaomi has no plan" in (folder / "out.txt").read_text("utf-8")


def test_what_is_piped_is_read_as_a_text_or_as_a_page(folder: Path) -> None:
    assert told("-", given=b"\xef\xbb\xbf" + ENGLISH.encode())["text"] == ENGLISH
    page = pages.article("Nordlys to build in Ohio", pages.ENGLISH, date="2026-11-20")
    answer = told("-", given=page.encode())
    assert answer["title"] == "Nordlys to build in Ohio"
    assert answer["published_at"] == "2026-11-20T12:00:00+00:00"
    assert answer["text"].startswith("The chief executive of Nordlys Motors")
    assert "Sign in" not in answer["text"]


def test_a_saved_page_is_read_as_a_crawl_would_in_its_own_encoding(folder: Path) -> None:
    page = pages.article("北极星汽车", pages.CHINESE, lang="zh").replace("<head>", "<head><meta charset=gbk>")
    (folder / "page.html").write_bytes(page.encode("gbk"))
    answer = told("page.html", "--title", "另一个标题")
    assert (answer["title"], answer["lang"]) == ("另一个标题", "zh")
    assert answer["text"].split("\n")[0] == pages.CHINESE[0]


GERMAN = (
    "Der Vorstand von Nordlys hat am Montag in Oslo bekannt gegeben, dass der Bau im Herbst beginnt. " * 3
)


@pytest.mark.parametrize(
    ("text", "lang"),
    [(ENGLISH, "en"), (CHINESE, "zh"), (CHINESE * 9 + "Xiaomi SU7\n", "zh"), (GERMAN, None)],
)
def test_a_text_has_the_language_of_most_of_its_words(folder: Path, text: str, lang: str | None) -> None:
    assert told("-", given=text.encode())["lang"] == lang


def test_where_nothing_is_said_that_is_said_and_is_no_error(folder: Path) -> None:
    shown = extract("-", given=b"Shares rose two per cent.").stdout
    assert shown.endswith(f"No statement was found: {NO_VERB}.\n")
    assert told("-", given=b"Shares rose.")["silence"] == NO_VERB


# ---------------------------------------------------------------- who is known


def test_people_are_those_of_the_users_files(folder: Path) -> None:
    text = b"Lin Anda, the CEO of Nordlys Motors, said that the plant will open in May."
    assert [each["speaker_id"][0] for each in told("-", given=text)["statements"]] == ["?"]
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    assert [each["speaker_id"] for each in told("-", given=text)["statements"]] == ["lin"]
    (folder / "people.yaml").rename(folder / "others.yaml")
    found = told("-", "--people", "others.yaml", given=text)["statements"]
    assert [each["speaker_id"] for each in found] == ["lin"]


def test_people_of_the_watchlist_are_known_and_its_channels_need_not_be_set(folder: Path) -> None:
    watches = "watches: [{name: A, people: Lin Anda, notify: c}]\nchannels: {c: '${NOT_SET_ANYWHERE}'}\n"
    (folder / "watchlist.yaml").write_text(watches + "people: [{id: lin, name: Lin Anda}]\n", "utf-8")
    text = b"Lin Anda said that the plant will open in May."
    assert [each["speaker_id"] for each in told("-", given=text)["statements"]] == ["lin"]


def test_a_wrong_file_of_the_users_is_told_with_its_place(folder: Path) -> None:
    (folder / "people.yaml").write_text("peopel: []\n", "utf-8")
    assert "people.yaml:1:1" in extract("en.txt", status=1).stderr


# ---------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize(
    ("arguments", "line", "status"),
    [
        (["none.txt"], "none.txt: there is no such file", 2),
        (["courier.example/a"], "no such file; if the page is meant: https://courier.example/a", 2),
        (["ftp://courier.example/a"], "no such file; addresses begin with http:// or https://", 2),
        (["."], ".: it cannot be read: Is a directory", 2),
        ([""], "no file is named; give a file, an address, or - for standard input", 2),
        (["half\udcff"], "half?: there is no such file", 2),
        (["en.txt", "--html", "--json"], "choose one", 2),
        (["en.txt", "--published", "yesterday"], "'yesterday' is not a date, as 2026-11-22", 2),
        (["en.txt", "--people", "none.yaml"], "does not exist", 2),
        (["en.txt", "--allow-private", "10"], "is not a network", 2),
        (["en.txt", "--html", "-o", "no/such/folder.html"], "cannot be written: No such file", 3),
    ],
)
def test_a_slip_is_told_with_the_way_out(folder: Path, arguments: list[str], line: str, status: int) -> None:
    result = extract(*arguments, status=status)
    assert (line in result.stderr, result.stdout) == (True, "")


def test_a_terminal_obeys_no_name_of_a_file() -> None:
    assert shown_name("no\x1b[31m\x9b\udcff.txt") == "no[31m?.txt"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (b"", "there is no text in it"),
        (b" \n\t\x00\n", "there is no text in it"),
        ("Lei\nsaid: 表示".encode("gb18030"), "byte 0xB1 at 10 (line 2) is not UTF-8; it may be gb18030"),
        (b"caf\xe9 cr\xe8me", "byte 0xE9 at 3 (line 1) is not UTF-8; it may be cp1252"),
        ("\ufeffLei".encode("utf-16-le"), "byte 0xFF at 0 (line 1) is not UTF-8; it may be utf-16"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "is not UTF-8; it looks like no text at all",
        ),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "it is a PDF; save the words of it as a text file"),
        (b"%PDF-1.4\n1 0 obj\n", "it is a PDF; save the words of it as a text file"),
        (b"a" * (10 * 1024 * 1024 + 1), "longer than 10 MB"),
        (b"<!doctype html><html><body><p>Menu</p></body></html>", "no article can be read in the page"),
    ],
)
def test_what_is_no_text_is_told_in_one_line(folder: Path, body: bytes, line: str) -> None:
    (folder / "odd").write_bytes(body)
    result = extract("odd", status=1)
    assert result.stderr.startswith("odd: ")
    assert line in result.stderr
    assert (result.stderr.count("\n"), result.stdout) == (1, "")


def test_without_the_english_model_the_grammar_alone_reads_english_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "why_missing", lambda: "the English model is not there")
    result = extract("en.txt", "--json")
    assert result.stderr == "the English model is not there\n"
    assert json.loads(result.stdout)["statements"]
    assert extract("zh.txt").stderr == ""


# ---------------------------------------------------------------- addresses


@pytest.fixture
def courier() -> Iterator[Site]:
    story = pages.article("Nordlys to build in Ohio", pages.ENGLISH, date="2026-11-20T08:00:00Z")
    with Site().running() as site:
        site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private\n", "text/plain")
        site.pages["/old"] = Reply(status=301, headers={"Location": "/a"})
        site.pages["/a"] = Reply(story.encode())
        yield site


def test_an_address_is_fetched_and_read_as_a_crawl_would(folder: Path, courier: Site) -> None:
    done = run_onrecord(folder, "extract", f"{courier.url}/old", "--allow-private", "127.0.0.0/8", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["url"], answer["title"]) == (f"{courier.url}/a", "Nordlys to build in Ohio")
    assert answer["published_at"] == "2026-11-20T08:00:00+00:00"
    assert answer["statements"]
    assert [path for path, _ in courier.asked][:1] == ["/robots.txt"]
    assert list(folder.glob("*.db")) == [], "nothing is recorded"


@pytest.mark.parametrize(
    ("path", "leave", "reason"),
    [
        ("/private/a", True, "robots-blocked: Forbidden by robots.txt; a page that you save"),
        ("/none", True, "error: HTTP 404; a page that you save from your browser can be given as a file"),
        ("/a", False, "a private address: refused"),
    ],
)
def test_what_a_crawl_would_not_get_is_told_in_one_line(
    folder: Path, courier: Site, path: str, leave: bool, reason: str
) -> None:
    options = ["--allow-private", "127.0.0.0/8"] if leave else []
    done = run_onrecord(folder, "extract", f"{courier.url}{path}", *options)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1), done.stderr
    assert done.stderr.startswith(f"{courier.url}{path}: ")
    assert reason in done.stderr
    assert path not in courier.paths() or path == "/none"


# ---------------------------------------------------------------- docs/extract.md


def test_the_docs_show_what_happens(folder: Path) -> None:
    text, shown = re.findall(r"```(?:text)?\n(.*?)```", DOCS, re.DOTALL)
    assert extract("-", given=text.encode()).stdout.startswith(shown)


def test_the_docs_know_every_option_and_every_key() -> None:
    options = {f"--{name.replace('_', '-')}" for name in signature(extract_command).parameters} - {"--what"}
    assert set(re.findall(r"^\| `(--[\w-]+)`", DOCS, re.MULTILINE)) == options
    answer = as_json(two())
    keys = [*answer, *answer["statements"][0]]
    assert [key for key in keys if f"`{key}`" not in DOCS] == []
