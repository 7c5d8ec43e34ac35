# Two commands do all the set-up on a fresh machine: `make demo` and `make check`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   ?= demo

.DEFAULT_GOAL := help
.PHONY: help demo check lint types test fmt docs bench lock shell clean

help: ## say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# Requirements are locked by hash and name no host, so they install from whatever index the machine is set up for.
$(VENV)/.made: lock/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "averment needs Python 3.11 or later; try: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "no venv module; try: apt install python3-venv"; exit 1; }
	@echo "installing into $(VENV) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r lock/uv.txt
	@touch $@

$(VENV)/.run: $(VENV)/.made lock/run.txt pyproject.toml
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r lock/run.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run lock/dev.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r lock/dev.txt
	@touch $@

demo: $(VENV)/.run ## install what is needed and build the worked cases into demo/
	@$(BIN)/python cases/build.py --into $(DEMO)

check: lint types test ## lint, type-check and test: what CI runs

lint: $(VENV)/.dev ## ruff and the import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q . || { echo "not formatted; try: make fmt"; exit 1; }
	@PYTHONPATH=src $(BIN)/lint-imports --no-cache

types: $(VENV)/.dev ## mypy, strict
	@$(BIN)/mypy

test: $(VENV)/.dev ## all tests, on all cores
	@$(BIN)/pytest -q -n auto --dist loadfile

fmt: $(VENV)/.dev ## format, and mend what ruff can mend
	@$(BIN)/ruff check --fix -q . || true
	@$(BIN)/ruff format -q .

docs: $(VENV)/.dev ## run the manual: every command and example in it
	@$(BIN)/pytest -q tests/test_docs.py

bench: $(VENV)/.dev ## the benchmarks, at a small size; each prints its ratio
	@for b in extract search build; do echo "== bench/$$b.py"; $(BIN)/python bench/$$b.py || exit 1; done

lock: $(VENV)/.made ## resolve the requirements anew and lock them by hash
	@$(BIN)/uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o lock/dev.txt
	@$(BIN)/uv pip compile -q pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c lock/dev.txt -o lock/run.txt

shell: $(VENV)/.run ## a shell with `aver` on the path
	@PATH="$(CURDIR)/$(BIN):$$PATH" $${SHELL:-/bin/sh}

clean: ## remove what demo and check made
	@rm -rf $(VENV) $(DEMO) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
