"""A real chat: a Matrix homeserver, Synapse, with one room and one who writes into it.

`make receivers` installs it, in an environment of its own.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests

from tests.receivers.broker import PATIENCE, free_port, wait_for_port

PYTHON = Path(__file__).resolve().parents[2] / ".receivers" / "bin" / "python"
NAME, PASSWORD, ALIAS = "bot", "a-password-of-a-test", "desk"
CONFIGURATION = """
server_name: localhost
pid_file: {folder}/homeserver.pid
listeners:
  - {{bind_addresses: [127.0.0.1], port: {port}, type: http, tls: false, resources: [{{names: [client]}}]}}
database: {{name: sqlite3, args: {{database: {folder}/homeserver.db}}}}
log_config: {folder}/log.yaml
media_store_path: {folder}/media
signing_key_path: {folder}/signing.key
registration_shared_secret: of-a-test
macaroon_secret_key: of-a-test
form_secret: of-a-test
report_stats: false
trusted_key_servers: []
{limits}
"""
LOG = """
version: 1
handlers: {{file: {{class: logging.FileHandler, filename: "{folder}/homeserver.log"}}}}
root: {{level: WARNING, handlers: [file]}}
"""


@dataclass
class Chat:
    """Started and ended as often as a test wants. `limits` are lines of its configuration: without them its
    own hold, ten messages at once and then one in five seconds."""

    folder: Path
    limits: str = ""
    port: int = field(default_factory=free_port)
    token: str = ""
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """As a Channel has it."""
        return self._address(quote(self.token))

    @property
    def password_address(self) -> str:
        """Likewise, of one who logs in anew each time."""
        return self._address(f"{NAME}:{PASSWORD}")

    def _address(self, who: str) -> str:
        return f"matrix://{who}@127.0.0.1:{self.port}/%23{ALIAS}:localhost?discovery=no&e2ee=no"

    def start(self) -> None:
        first = not self.folder.exists()
        if first:
            self._prepare()
        command = [str(PYTHON), "-m", "synapse.app.homeserver", "--config-path", str(self._file)]
        with (self.folder / "start.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        wait_for_port(self.port, self._process)
        if first:
            self._open_room()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(PATIENCE)
            self._process = None

    @property
    def _file(self) -> Path:
        return self.folder / "homeserver.yaml"

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True)
        given = {"folder": self.folder, "port": self.port, "limits": self.limits}
        self._file.write_text(CONFIGURATION.format(**given), "utf-8")
        (self.folder / "log.yaml").write_text(LOG.format(**given), "utf-8")
        keys = [str(PYTHON), "-m", "synapse.app.homeserver", "--config-path", str(self._file)]
        made = subprocess.run([*keys, "--generate-keys"], capture_output=True, text=True, timeout=60)
        assert made.returncode == 0, made.stderr

    def _open_room(self) -> None:
        register = PYTHON.with_name("register_new_matrix_user")
        who = ["-u", NAME, "-p", PASSWORD, "-a", "-c", str(self._file), self.url]
        made = subprocess.run([str(register), *who], capture_output=True, text=True, timeout=60)
        assert made.returncode == 0, made.stderr + made.stdout
        login = {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": NAME}}
        self.token = self._ask("POST", "login", {**login, "password": PASSWORD})["access_token"]
        self._ask("POST", "createRoom", {"room_alias_name": ALIAS, "preset": "private_chat"})

    def texts(self) -> list[str]:
        """The messages in the room, the first one first."""
        room = self._ask("GET", f"directory/room/{quote(f'#{ALIAS}:localhost')}")["room_id"]
        found = self._ask("GET", f"rooms/{quote(room)}/messages?dir=f&limit=1000")["chunk"]
        return [each["content"]["body"] for each in found if each["type"] == "m.room.message"]

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        place = f"{self.url}/_matrix/client/v3/{path}"
        answer = requests.request(method, place, json=body, headers=headers, timeout=PATIENCE)
        assert answer.ok, answer.text
        return answer.json()
