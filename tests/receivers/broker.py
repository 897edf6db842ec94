"""A real MQTT broker, Mosquitto, and somebody who listens to a topic."""

from __future__ import annotations

import os
import queue
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

PATIENCE = 20.0  # seconds
CONFIGURATION = """
listener {port} 127.0.0.1
allow_anonymous {anonymous}
persistence true
persistence_location {folder}/
persistence_file mosquitto.db
"""


def find_mosquitto() -> str | None:
    """Debian keeps servers where only root looks for them."""
    return shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_port(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until it answers; an error where the process ends before."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers at port {port}")


@dataclass
class Broker:
    """Started and ended as often as a test wants, always at one port and with one memory."""

    folder: Path
    port: int = field(default_factory=free_port)
    anonymous: bool = True
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        server = find_mosquitto()
        assert server is not None, "there is no mosquitto"
        self.folder.mkdir(parents=True, exist_ok=True)
        anonymous = str(self.anonymous).lower()
        written = CONFIGURATION.format(port=self.port, folder=self.folder, anonymous=anonymous)
        if os.geteuid() == 0:
            written += "user root\n"  # else it becomes somebody who may not write into the test's folder
        (self.folder / "mosquitto.conf").write_text(written, "utf-8")
        with (self.folder / "mosquitto.log").open("ab") as log:
            command = [server, "-c", str(self.folder / "mosquitto.conf")]
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_for_port(self.port, self._process)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(PATIENCE)
            self._process = None

    @contextmanager
    def listening(self, topic: str) -> Iterator[queue.Queue[str]]:
        """What arrives on the topic meanwhile."""
        arrived: queue.Queue[str] = queue.Queue()
        subscribed: queue.Queue[bool] = queue.Queue()

        def take(_client: Client, _data: object, message: MQTTMessage) -> None:
            arrived.put(message.payload.decode())

        client = Client(CallbackAPIVersion.VERSION2, client_id="desk", clean_session=False)
        client.on_message = take
        client.on_subscribe = lambda *_: subscribed.put(True)
        client.connect("127.0.0.1", self.port)
        client.subscribe(topic, qos=1)
        client.loop_start()
        try:
            subscribed.get(timeout=PATIENCE)
            yield arrived
        finally:
            client.disconnect()
            client.loop_stop()
