# Two commands are all you need: make demo, make test.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
LOCKED := --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-annotate --no-header

.PHONY: setup demo run test test-all lint format peers receivers lock clean

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup ## the main job, offline, under 90 s
	$(BIN)/onrecord demo $(ARGS)

run: setup ## the service on watchlist.yaml
	$(BIN)/onrecord run $(ARGS)

test: setup lint ## lint and every quick test
	$(BIN)/python -m pytest -n 2 $(ARGS)

test-all: setup lint receivers ## the slow ones too
	$(BIN)/python -m pytest -n 2 -m "slow or not slow" $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

peers: setup ## what benchmarks/articles.py and benchmarks/statements.py measure beside ours
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r benchmarks/requirements.lock

receivers: .receivers/.ready ## a chat server of its own for the slow tests; what cannot be installed is skipped

.receivers/.ready: tests/receivers/requirements.lock
	$(PYTHON) -m venv .receivers
	.receivers/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $< \
		&& touch $@ || echo "the chat server could not be installed: the tests that need it are skipped" >&2

lock: ## requirements.txt -> requirements.lock, for every platform and Python >= 3.11
	uv pip compile $(LOCKED) requirements.txt -o requirements.lock
	uv pip compile $(LOCKED) --override requirements.lock benchmarks/requirements.txt -o benchmarks/requirements.lock
	uv pip compile $(LOCKED) tests/receivers/requirements.txt -o tests/receivers/requirements.lock

clean:
	rm -rf .venv .demo .receivers
