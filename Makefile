# Every target sets up what it needs: a fresh Debian with Python 3.11, pip and make is enough.
PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo

.PHONY: demo test lint bench docs lock clean
.DEFAULT_GOAL := demo

demo: .venv/runtime  ## close January 2017 from the example, write every report in every format
	@$(BIN)/crossfoot demo --out $(DEMO)

test: .venv/test  ## the whole suite, in parallel, with branch coverage
	@scripts/debian-packages chromium fonts-liberation
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term-missing:skip-covered

lint: .venv/test  ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/test  ## speed and memory, as ratios measured side by side
	@$(BIN)/python -m benchmarks

docs: .venv/docs  ## the manual, with its generated reference, to build/docs
	@$(BIN)/python docs/generate.py
	@$(BIN)/python -m sphinx -q -W -b html docs build/docs
	@echo "The manual is in build/docs/index.html"

lock:  ## resolve the dependencies again
	@scripts/lock

clean:
	rm -rf build .venv .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/%: requirements/%.lock pyproject.toml scripts/set-up
	@PYTHON=$(PYTHON) scripts/set-up $<
	@touch $@
