"""The system's Chromium: where it is, and how it is started."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from record.errors import OnrecordError

VARIABLE = "ONRECORD_CHROMIUM"
WAY_OUT = f"apt install chromium, or set {VARIABLE}"
_PROGRAMS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_LAUNCH_SECONDS = 20.0
_ARGUMENTS = (
    "--disable-dev-shm-usage",
    "--disable-gpu",
    # Nothing goes anywhere on the browser's own account.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Nothing goes past the proxy: no QUIC, no UDP of WebRTC, no name asked for by Chromium itself.
    "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    # One page may not take all of the memory.
    "--js-flags=--max-old-space-size=512",
)
# The environment holds addresses of channels and of the record, which no browser needs.
_ENVIRONMENT = ("HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "TMPDIR", "TZ", "XDG_RUNTIME_DIR")
_LONGEST_TMPDIR = 56  # Chromium makes a socket there, whose path ends at 104 characters


class NoBrowser(OnrecordError):
    """There is no Chromium, or it does not start; the text says which, and the way out."""


def find_chromium(environment: Mapping[str, str]) -> str:
    """The path of the program. Raises NoBrowser."""
    named = environment.get(VARIABLE)
    for program in (named,) if named else _PROGRAMS:
        if found := shutil.which(program, path=environment.get("PATH", "")):
            return found
    missing = f"{VARIABLE} names no program ({named})" if named else "no Chromium was found"
    raise NoBrowser(f"{missing}: {WAY_OUT}")


def sandbox_refused() -> str:
    """Why Chromium cannot have its sandbox on this machine; empty where it can."""
    if sys.platform == "win32":
        return ""
    if os.geteuid() == 0:
        return "it is started by root"
    unshare = shutil.which("unshare") if sys.platform == "linux" else None
    if unshare and subprocess.run([unshare, "--user", "true"], capture_output=True).returncode:  # noqa: S603 (fixed words)
        return "this system refuses user namespaces"
    return ""


def launch_options(program: str, environment: Mapping[str, str], *, sandbox: bool) -> dict[str, Any]:
    """As Playwright's `launch` takes them; the proxy is added when it listens."""
    return {
        "executable_path": program,
        "headless": True,
        "timeout": _LAUNCH_SECONDS * 1_000,
        "args": list(_ARGUMENTS),
        "ignore_default_args": ["--disable-popup-blocking"],
        "chromium_sandbox": sandbox,
        "env": _environment(environment),
    }


def _environment(whole: Mapping[str, str]) -> dict[str, str]:
    given = {name: whole[name] for name in _ENVIRONMENT if name in whole}
    if len(given.get("TMPDIR", "")) > _LONGEST_TMPDIR:
        del given["TMPDIR"]
    return given
