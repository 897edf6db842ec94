"""The connection guard."""

from __future__ import annotations

import json
import subprocess
import sys
from ipaddress import ip_address
from pathlib import Path

import pytest

from crawler.guard import Pass, PrivateAddress, is_public, require_allowed
from tests.conftest import SHARED
from tests.crawler.conftest import ROOT

SPELLINGS = SHARED / "badinput" / "ssrf_urls.txt"


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *(
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "2001:db8::1",
        ),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "::127.0.0.1"),
        "2001:0:4136:e378:8000:63bf:80ff:fffe",  # Teredo of 127.0.0.1
    ],
)
def test_a_private_address_is_refused_in_every_wrapping(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(PrivateAddress):
        require_allowed(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_address_is_not(address: str) -> None:
    assert is_public(ip_address(address))
    require_allowed(address)  # raises PrivateAddress where it is not


def test_a_name_is_refused_because_only_addresses_can_be_judged() -> None:
    with pytest.raises(PrivateAddress):
        require_allowed("localhost")


def test_a_pass_opens_its_own_networks_only() -> None:
    mine = Pass(["10.0.0.0/8"])
    require_allowed("10.9.9.9", mine.networks)
    require_allowed("::ffff:10.9.9.9", mine.networks)
    with pytest.raises(PrivateAddress):
        require_allowed("127.0.0.1", mine.networks)


def test_passes_keep_pools_of_connections_apart() -> None:
    assert Pass(["10.0.0.0/8"]) == Pass(["10.0.0.0/8"])
    assert Pass(["10.0.0.0/8"]) != Pass(["127.0.0.0/8"])
    assert Pass(["10.0.0.0/8"]) != ("", 0)


@pytest.mark.skipif(not SPELLINGS.is_file(), reason="the spellings of ../shared/badinput are not here")
def test_no_spelling_of_a_private_address_is_connected_to(tmp_path: Path) -> None:
    urls = tmp_path / "urls.json"
    urls.write_text(json.dumps(SPELLINGS.read_text("utf-8").split()))
    command = [sys.executable, "-m", "tests.crawler.spellings", str(urls)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["asked"] >= 290
    assert told["ended"] == told["asked"], "every one ended as a Poll"
    assert [address for address in told["connected"] if not is_public(ip_address(address))] == []
    assert told["refused"] > 100, "and the guard was what stopped them"
