"""python -m examples.newsroom --scenario DIR --seed N --state DIR [--start-now]"""

from __future__ import annotations

import argparse
import json
import threading
from pathlib import Path

from record.clock import Clock

from .desk import FRONTS, Desk
from .scenario import load_scenario
from .server import free_ports, serve
from .state import State, load_state, save_state


def main() -> None:
    options = _options()
    clock = Clock()
    state = load_state(options.state) or _fresh(options, clock)
    desk = Desk(load_scenario(Path(state.scenario)), state, options.state)
    if options.start_now and state.start is None:
        desk.start(clock.now())
    serve(desk, clock)
    print(json.dumps(desk.state.ports), flush=True)
    threading.Event().wait()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A newsroom on loopback that releases a scenario.")
    parser.add_argument("--scenario", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, required=True, help="what a restart goes on with")
    parser.add_argument("--start-now", action="store_true", help="do not wait until every front was polled")
    return parser.parse_args()


def _fresh(options: argparse.Namespace, clock: Clock) -> State:
    ports = dict(zip(FRONTS, free_ports(len(FRONTS)), strict=True))
    state = State(str(options.scenario.resolve()), options.seed, ports, clock.now().isoformat())
    save_state(options.state, state)
    return state


if __name__ == "__main__":
    main()
