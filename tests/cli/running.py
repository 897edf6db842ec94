"""`onrecord` in a process of its own: Scrapy's reactor runs once in each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_onrecord(
    folder: Path, *arguments: str, bundled: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """The command, where `bundled` may stand for the bundled sites."""
    swap = f"from crawler import catalog; catalog.BUNDLED = Path({str(bundled)!r});" if bundled else ""
    program = f"from pathlib import Path; {swap} from cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
