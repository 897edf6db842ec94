"""Changed files are taken over where they are right, and told of either way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from ops.reload import Files, Reload, read_files
from ops.setup import Setup, load_setup

WATCHLIST = """
defaults: {notify: [desk]}
terms: {us: [America, 美国]}
watches:
  - {name: Cars, when: "@us AND car"}
channels: {desk: "json://127.0.0.1:9"}
"""
SOURCES = "sources:\n  - {id: wire, feeds: 'https://wire.example/rss', every: 1h}\n"


class Service:
    """Takes over what it is given, or refuses once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.adopted: list[Setup] = []
        self.fails = False
        write(folder, "watchlist.yaml", WATCHLIST)
        write(folder, "sources.yaml", SOURCES)
        environment = {f"ONRECORD_{each.upper()}": str(folder / f"{each}.yaml") for each in NAMES}
        self.files: Files = read_files(folder / "onrecord.yaml", environment)
        setup, problems = load_setup(self.files.configuration, environment, running=True)
        assert setup is not None, problems
        self.first = setup
        self.reload = Reload(self.files, setup, self.adopt, settle_seconds=0.0)

    async def adopt(self, setup: Setup) -> None:
        if self.fails:
            raise ConnectionError("the record is away")
        self.adopted.append(setup)

    @property
    def watches(self) -> list[str]:
        return [watch.name for watch in self.reload.setup.watchlist.watches]


NAMES = ("watchlist", "people", "sources")


def write(folder: Path, name: str, text: str) -> None:
    """As most editors do: another file, renamed."""
    other = folder / f"{name}~"
    other.write_text(text, "utf-8")
    other.replace(folder / name)


@pytest.fixture
def service(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Service:
    caplog.set_level(logging.INFO, "ops.reload")
    return Service(tmp_path)


def look(service: Service, *, asked: bool = False) -> None:
    asyncio.run(service.reload.look(asked))


def test_files_that_stand_as_they_were_read_are_not_read_again(service: Service) -> None:
    look(service)
    (service.folder / "watchlist.yaml").touch()
    look(service)
    assert service.adopted == []


def test_a_change_between_reading_and_the_first_look_is_seen(service: Service) -> None:
    write(service.folder, "watchlist.yaml", WATCHLIST.replace("Cars", "Trucks"))
    look(service)
    assert service.watches == ["Trucks"]


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        (
            "watchlist.yaml",
            lambda text: text.replace("channels", "  - {name: Vans, when: van}\nchannels"),
            "watchlist.yaml reloaded: 1 watch added",
        ),
        (
            "watchlist.yaml",
            lambda text: text.replace("AND car", "AND (car OR van)"),
            "watchlist.yaml reloaded: 1 watch changed",
        ),
        (
            "watchlist.yaml",
            lambda text: text.replace("[America, 美国]", "[America, 北美]"),
            "watchlist.yaml reloaded: 1 term changed",
        ),
        (
            "watchlist.yaml",
            lambda text: text.replace("127.0.0.1:9", "127.0.0.1:10"),
            "watchlist.yaml reloaded: 1 channel changed",
        ),
        (
            "sources.yaml",
            lambda text: text.replace("1h", "2h"),
            "sources.yaml reloaded: 1 source changed",
        ),
        (
            "people.yaml",
            lambda _: "people:\n  - {id: ann-example, kind: person, name: Ann Example}\n",
            "people.yaml reloaded: 1 speaker added",
        ),
        (
            "onrecord.yaml",
            lambda _: "timezone: Asia/Shanghai\nrecord_url: sqlite:///other.db\n",
            "onrecord.yaml reloaded: record_url takes effect at the next start, timezone changed",
        ),
    ],
)
def test_a_changed_file_is_taken_over_and_told_of(
    service: Service,
    caplog: pytest.LogCaptureFixture,
    name: str,
    change: Callable[[str], str],
    told: str,
) -> None:
    path = service.folder / name
    write(service.folder, name, change(path.read_text("utf-8") if path.exists() else ""))
    look(service)
    assert told in caplog.messages, caplog.messages
    assert len(service.adopted) == 1


def test_a_broken_file_is_refused_once_and_the_old_one_stays(
    service: Service, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    write(service.folder, "watchlist.yaml", WATCHLIST.replace("AND car", "AND (car"))
    look(service)
    look(service)
    assert caplog.messages == ["watchlist.yaml refused (1 error): what was loaded before stays in force"]
    assert "R110" in capsys.readouterr().err
    assert service.reload.setup is service.first
    assert service.adopted == []


def test_another_watchlist_that_is_refused_is_taken_over_once_it_is_mended(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    names = {each: tmp_path / f"{each}.yaml" for each in ("a", "b", "sources", "people", "onrecord")}
    names["a"].write_text(WATCHLIST, "utf-8")
    names["b"].write_text(WATCHLIST.replace("AND car", "AND (car"), "utf-8")
    said = f"watchlist: {names['a']}\nsources: {names['sources']}\npeople: {names['people']}\n"
    names["onrecord"].write_text(said, "utf-8")
    setup, _ = load_setup(names["onrecord"], {}, running=True)
    assert setup is not None
    adopted: list[Setup] = []

    async def adopt(other: Setup) -> None:
        adopted.append(other)

    reload = Reload(read_files(names["onrecord"], {}), setup, adopt, settle_seconds=0.0)
    asyncio.run(reload.look())
    write(tmp_path, "onrecord.yaml", said.replace("a.yaml", "b.yaml"))
    asyncio.run(reload.look())
    assert adopted == []
    write(tmp_path, "b.yaml", WATCHLIST.replace("Cars", "Vans"))
    asyncio.run(reload.look())
    asyncio.run(reload.look())
    assert [[watch.name for watch in each.watchlist.watches] for each in adopted] == [["Vans"]]


def test_a_file_that_is_right_again_is_told_of_though_nothing_is_other(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    for text in ("watches: [", WATCHLIST):
        write(service.folder, "watchlist.yaml", text)
        look(service)
    assert caplog.messages[-1] == "watchlist.yaml reloaded: valid again, and as it was"


def test_on_a_signal_the_files_are_read_though_nothing_has_changed(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    look(service, asked=True)
    assert len(service.adopted) == 1
    assert caplog.messages[-1].endswith("reloaded: nothing is changed by it")


def test_what_cannot_be_taken_over_now_is_tried_again(service: Service) -> None:
    async def run() -> None:
        running = asyncio.create_task(service.reload.run())
        service.fails = True
        write(service.folder, "watchlist.yaml", WATCHLIST.replace("Cars", "Trucks"))
        service.files.nudge.set()
        async with asyncio.timeout(20):
            while service.files.nudge.is_set():
                await asyncio.sleep(0.01)
            service.fails = False
            while not service.adopted:
                service.files.nudge.set()
                await asyncio.sleep(0.01)
        running.cancel()

    asyncio.run(run())
    assert service.watches == ["Trucks"]


def test_a_file_is_read_only_once_it_is_written(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    """A half is right too, but it is not what is meant."""
    half, rest = WATCHLIST.split("channels", 1)
    path = service.folder / "watchlist.yaml"
    slow = Reload(service.files, service.first, service.adopt, settle_seconds=0.2)

    async def run() -> None:
        path.write_text(half, "utf-8")
        looking = asyncio.create_task(slow.look())
        await asyncio.sleep(0.05)
        path.write_text(f"{half}channels{rest}".replace("AND car", "AND van"), "utf-8")
        await looking

    asyncio.run(run())
    assert caplog.messages == ["watchlist.yaml reloaded: 1 watch changed"]
