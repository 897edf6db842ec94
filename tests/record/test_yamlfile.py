"""YAML is read without trust, and every value knows where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from record.problems import render
from record.yamlfile import LARGEST, Value, YamlFile, parse_yaml, read_yaml

BAD_INPUT = Path(__file__).parents[3] / "shared/badinput"
SUITE = BAD_INPUT / "yaml-test-suite/src"
BLNS = BAD_INPUT / "blns/blns.txt"


def codes(file: YamlFile) -> list[str]:
    return [problem.code for problem in file.problems]


def pairs(text: str) -> dict[str, Value]:
    file = parse_yaml(text)
    assert file.root is not None
    assert isinstance(file.root.data, dict)
    return file.root.data


def plain(value: Value) -> object:
    """The data without the places."""
    if isinstance(value.data, list):
        return [plain(item) for item in value.data]
    if isinstance(value.data, dict):
        return {key: plain(item) for key, item in value.data.items()}
    return value.data


def scalars(value: Value) -> Iterator[Value]:
    if isinstance(value.data, list | dict):
        for part in value.data.values() if isinstance(value.data, dict) else value.data:
            yield from scalars(part)
    else:
        yield value


def test_values_are_those_of_yaml_one_point_two() -> None:
    text = "{on: yes, a: 12, b: -1.5e3, c: ~, d: true, e: '12', f: 0x1F, g: 0o17, h: 1_000, i: 2026-11-23}"
    assert {key: value.data for key, value in pairs(text).items()} == {
        "on": "yes",
        "a": 12,
        "b": -1500.0,
        "c": None,
        "d": True,
        "e": "12",
        "f": 31,
        "g": 15,
        "h": "1_000",
        "i": "2026-11-23",
    }


def test_keys_and_values_know_their_places() -> None:
    file = parse_yaml("# c\na:\n  - x\n  - 'y': 小米\n    z: {k: v}\n")
    assert file.root is not None
    assert file.root.key_places == {"a": (2, 1)}
    assert [(v.data, v.line, v.column) for v in scalars(file.root)] == [
        ("x", 3, 5),
        ("小米", 4, 10),
        ("v", 5, 12),
    ]


def test_an_empty_value_has_the_place_of_its_key() -> None:
    value = pairs("a:\n\n\nb: 1\n")["a"]
    assert (value.data, value.line, value.column) == (None, 1, 1)


WAYS = {
    "plain": "v: ab cd 小米 ef\n",
    "plain over lines": "v: ab\n   cd\n\n   小米\n   ef\n",
    "single quotes": "v: 'ab ''cd'' 小米 ef'\n",
    "double quotes": 'v: "ab \\"cd\\" \\u5c0f\\U00007c73 \\x65f"\n',
    "double quotes over lines": 'v: "ab\\\n   cd\\n\\\n   小米\n\n   ef"\n',
    "literal": "v: |\n  ab\n    cd\n\n  小米\n  ef\n",
    "literal with a comment": "v: |- # | > :\n\n  ab\n  cd\n  小米 ef\nw: 1\n",
    "literal with a given indent": "v: |2+\n    ab\n  cd\n  小米 ef\n\n",
    "folded": "v: >\n  ab\n  cd\n\n    小米\n\n  ef\n",
    "in a list": "v: [[x, ab cd 小米 ef]]\n",
    "carriage returns": "x: 1\r\nv: |\r\n  ab\r\n  cd 小米\r\n  ef\r\n",
    "unicode line ends": "x: '\u2028\u0085'\nv: |\n  ab cd\n  小米\n  ef\n",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_an_offset_in_a_text_is_mapped_to_where_it_is_written(text: str) -> None:
    file = parse_yaml(text)
    assert file.root is not None
    value = next(v for v in scalars(file.root) if isinstance(v.data, str) and "ab" in v.data)
    assert isinstance(value.data, str)
    for word in ("ab", "cd", "小", "ef"):
        line, column = file.place_in(value, value.data.index(word))
        source = file.lines[line - 1][column - 1 :]
        assert source.startswith((word, "\\u5c0f", "\\x65f")), word


def test_the_end_of_a_text_is_just_behind_its_last_character() -> None:
    file = parse_yaml("v: |\n  ab\n\n")
    assert file.root is not None
    value = next(scalars(file.root))
    assert [file.place_in(value, offset) for offset in range(5)] == [(2, 3), (2, 4), (2, 5), (2, 5), (2, 5)]
    empty = parse_yaml("v: ''")
    assert empty.root is not None
    assert empty.place_in(next(scalars(empty.root)), 0) == (1, 5)


REFUSED = {
    "a: [": ["Y001"],
    "a: 'x": ["Y001"],
    "a: b: c": ["Y001"],
    "\ta: b": ["Y001"],
    'a: "\\UFFFFFFFF"': ["Y001"],
    "a: @us": ["Y007"],
    "a: `x`": ["Y007"],
    "a: x\x00": ["Y004"],
    "a: \ud800": ["Y004"],
    'a: "\\ud83d"': ["Y004"],
    "a: &x 1": ["Y005"],
    "a: !!python/object:os.system x": ["Y005"],
    "a: &x [1]\nb: *x": ["Y005", "Y005"],
    "<<: {a: 1}\na: 2\na: 3": ["Y006"],
    "- " * 30 + "x": ["Y008"],
    "a: 1\n---\nb: 2": ["Y009"],
    "{[a]: 1, {b: c}: 2}": ["Y010", "Y010"],
    "": ["Y011"],
    "# nothing": ["Y011"],
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.items(), ids=map(repr, REFUSED))
def test_what_is_not_wanted_is_a_problem(text: str, expected: list[str]) -> None:
    file = parse_yaml(text)
    assert codes(file) == expected
    assert all(render(problem, file.lines) for problem in file.problems)


def test_a_billion_laughs_are_not_even_begun() -> None:
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    file = parse_yaml("\n".join(lines))
    assert file.root is None
    assert set(codes(file)) == {"Y005"}


def test_a_key_that_stands_twice_keeps_its_first_value() -> None:
    file = parse_yaml("a: 1\nb: 2\na: 3\n")
    assert file.root is not None
    assert plain(file.root) == {"a": 1, "b": 2}
    assert [(p.line, p.column, p.hint) for p in file.problems] == [(3, 1, "it is first on line 1")]


def test_a_file_that_is_not_there_or_too_large_or_not_text_is_a_problem(tmp_path: Path) -> None:
    large, latin, wide, mark = (tmp_path / name for name in ("large", "latin", "wide", "mark"))
    large.write_bytes(b"#" * (LARGEST + 1))
    latin.write_bytes("a: 1\nb: Citroën".encode("latin-1"))
    wide.write_bytes("a: 1".encode("utf-16"))
    mark.write_bytes("\ufeffa: 1".encode())
    assert codes(read_yaml(tmp_path / "none")) == ["Y002"]
    assert codes(read_yaml(tmp_path)) == ["Y002"]
    assert codes(read_yaml(large)) == ["Y003"]
    assert [(p.code, p.line, p.column) for p in read_yaml(latin).problems] == [("Y004", 2, 9)]
    assert codes(read_yaml(wide)) == ["Y004"]
    root = read_yaml(mark).root
    assert root is not None
    assert root.key_places == {"a": (1, 1)}


def test_wrong_kinds_are_told_with_the_way_out() -> None:
    file = parse_yaml("id: 007\nnames: [a, 1, [b]]\nkeys: [x]\nlist: x\ntext: ' '\n")
    root = file.root
    assert root is not None
    top = file.mapping(root, ["id", "names", "keys", "list", "text"], "a thing")
    assert file.string(top["id"], "the id") is None
    assert [text for text, _ in file.strings(top["names"], "a name")] == ["a"]
    assert file.mapping(top["keys"], ["x"], "a key") == {}
    assert file.items(top["list"], "the list") == []
    assert file.string(top["text"], "the text") is None
    assert [(p.code, p.line, p.column, p.message, p.hint) for p in file.problems] == [
        ("W103", 1, 5, "the id must be text, not the number 007", 'put it in quotes: "007"'),
        ("W103", 2, 12, "a name must be text, not the number 1", 'put it in quotes: "1"'),
        ("W103", 2, 15, "a name must be text, not a list", ""),
        ("W103", 3, 7, "a key must be a mapping (key: value), not a list", ""),
        ("W103", 4, 7, "the list must be a list, not text", ""),
        ("W103", 5, 7, "the text must be text, not empty", ""),
    ]


def test_unknown_keys_are_told_with_the_known_ones() -> None:
    file = parse_yaml("nmae: x\nqqq: y\nname: z\n")
    assert file.root is not None
    assert list(file.mapping(file.root, ["name", "people"], "a watch")) == ["name"]
    assert sorted((p.line, p.length, p.hint) for p in file.problems) == [
        (1, 4, "did you mean 'name'?"),
        (2, 3, "the keys of a watch are name, people"),
    ]


def check_places(file: YamlFile) -> None:
    """Every character of every text that is not an escape stands where it is said to stand."""
    for value in scalars(file.root) if file.root else ():
        if not isinstance(value.data, str) or value.style == '"' or "Y005" in codes(file):
            continue  # escapes are not themselves; a tag stands before its value
        for offset, char in enumerate(value.data):
            line, column = file.place_in(value, offset)
            assert not char.isprintable() or char.isspace() or file.lines[line - 1][column - 1] == char


TEXTS = st.text(alphabet=st.sampled_from("ab\n\n  ::--|>'\"&*!@#[]{},\t\r?小\u2028\\%~0"), max_size=60)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(TEXTS, st.text(max_size=30), TEXTS.map(lambda text: f"a: |\n  {text}")))
def test_nothing_makes_the_reader_raise(text: str) -> None:
    file = parse_yaml(text)
    assert file.root is not None or file.problems
    check_places(file)
    for problem in file.problems:
        render(problem, file.lines)


@pytest.mark.skipif(not SUITE.exists(), reason="shared/badinput/yaml-test-suite is not beside this checkout")
def test_the_yaml_test_suite_is_read_or_refused() -> None:
    files = [read_yaml(path) for path in sorted(SUITE.glob("*.yaml"))]
    assert len(files) > 100
    inner = [
        v.data for f in files if f.root for v in scalars(f.root) if isinstance(v.data, str) and "\n" in v.data
    ]
    signs = str.maketrans({"␣": " ", "»": "\t", "—": None, "↵": "\n", "∎": None, "←": "\r", "⇔": "\ufeff"})
    for file in [*files, *(parse_yaml(text.translate(signs)) for text in inner)]:
        assert file.root is not None or file.problems
        check_places(file)


@pytest.mark.skipif(not BLNS.exists(), reason="shared/badinput/blns is not beside this checkout")
def test_naughty_strings_are_read_or_refused() -> None:
    for line in BLNS.read_text("utf-8", "replace").split("\n"):
        for text in (line, f"a: {line}", f"a: |\n  {line}\n"):
            file = parse_yaml(text)
            assert file.root is not None or file.problems
            check_places(file)
