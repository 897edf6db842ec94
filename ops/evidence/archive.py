"""Bundles as zip files. What somebody sends us may be anything: it is read within bounds, and into memory."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from record.errors import OnrecordError

MOST_FILES = 20_000
MOST_BYTES = 512 * 1024 * 1024  # of all files, unpacked
_NAME = re.compile(r"(?:[a-z]{1,20}/)?[a-z0-9]{1,64}\.(?:json|txt|bin|html)")
_DATE = (1980, 1, 1, 0, 0, 0)  # the same bundle is the same file
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


class NoBundle(OnrecordError):
    """The file is no evidence of ours; the text says why."""


def write_archive(path: Path, files: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, body)


def read_archive(path: Path) -> dict[str, bytes]:
    """Name -> bytes. Raises NoBundle."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _require_sound(entries)
            return _unpacked(archive, entries)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise NoBundle(f"{path}: {error}") from None


def _require_sound(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_FILES:
        raise NoBundle(f"it holds {len(names):,} files: no bundle has more than {MOST_FILES:,}")
    odd = next((name for name in names if not _NAME.fullmatch(name)), None)
    if odd is not None:
        raise NoBundle(f"it holds a file that no bundle has: {odd[:80]!r}")
    if len(set(names)) < len(names):
        raise NoBundle("it holds two files of one name")
    if any(entry.compress_type not in _METHODS or entry.flag_bits & _ENCRYPTED for entry in entries):
        raise NoBundle("it is packed in a way that no bundle is")


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """What an entry says of its size is not believed."""
    left = MOST_BYTES
    files = {}
    for entry in entries:
        with archive.open(entry) as packed:
            files[entry.filename] = body = _read(packed, left)
        left -= len(body)
    return files


def _read(packed: IO[bytes], most: int) -> bytes:
    body = packed.read(most + 1)
    if len(body) > most:
        raise NoBundle(f"unpacked it is larger than {MOST_BYTES // 1024 // 1024} MB")
    return body
