"""What docs/people.md says of people is so: its examples load, its tables are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.mirrors import FORMATS
from record.people import BUNDLED, load_people
from record.platforms import PLATFORMS
from record.speakers import CODES, ENTRY, ROLE
from record.types import Account
from record.yamlfile import parse_yaml

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "people.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
ROWS = re.findall(r"^\| `(\w+)` \| ([^|`]+) \| (.+) \| (.+) \|$", DOCS, re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_people_file_without_problems(example: str, tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text(example, "utf-8")
    people, problems = load_people([BUNDLED, tmp_path / "people.yaml"])
    lin = people.by_id("lin-anda")
    assert problems == []
    assert lin
    assert [account.key for account in lin.accounts][:2] == ["weibo:4242424242", "weibo:4242424243"]


def test_every_key_and_every_code_is_documented() -> None:
    assert all(f"| `{key}` | " in DOCS for key in (*ENTRY, *ROLE))
    assert dict(re.findall(r"^\| `(P\d+)` \| (.*) \|$", DOCS, re.MULTILINE)) == CODES


def test_every_platform_is_listed_with_the_formats_that_show_it() -> None:
    assert {platform: name for platform, name, _, _ in ROWS} == PLATFORMS
    for platform, _, _, shown in ROWS:
        formats = {name for name, mirror in FORMATS.items() if platform in mirror.PLATFORMS}
        assert set(re.findall(r"`(\w+)`", shown)) == formats, platform


@pytest.mark.parametrize(("platform", "ids"), [(row[0], re.findall(r"`([^`]+)`", row[2])) for row in ROWS])
def test_every_example_of_an_id_is_yaml_that_its_formats_take(platform: str, ids: list[str]) -> None:
    assert ids
    for written in ids:
        file = parse_yaml(f"people: [{{name: O, accounts: {{{platform}: {written}}}}}]")
        assert file.root
        assert file.problems == []
        uid = written.strip('"')
        for mirror in FORMATS.values():
            if platform in mirror.PLATFORMS:
                assert mirror.address(mirror.BASE or "https://hub.example", Account(platform, uid))
