# Every target sets up what it needs: a fresh Debian with Python 3.11, pip and make is enough.
PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo

.PHONY: demo test lint bench docs lock clean help
.DEFAULT_GOAL := demo

demo: .venv/runtime  ## close January 2017 from the example, write every report in every format
	@rm -rf $(DEMO)
	$(BIN)/crossfoot close examples/norfolk-2017-01 --month 2017-01 --as-at 2017-02-08 --out $(DEMO)/snapshot
	$(BIN)/crossfoot publish $(DEMO)/snapshot --out $(DEMO)/reports

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

lock: .venv/runtime  ## resolve the dependencies again
	@scripts/lock

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

clean:  ## remove everything that was made
	rm -rf build .venv .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/%: requirements/%.lock pyproject.toml scripts/set-up
	@PYTHON=$(PYTHON) scripts/set-up $<
	@touch $@
