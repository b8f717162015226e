# Every target sets up what it needs: a fresh Debian with Python 3.11, pip and make is enough.
PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo
# Schools, money and risks are the published ones, faults included: the audit finds them, and somebody answers for them.
OVERRIDE := --override-by "Head of Performance" --override-because "Published figures are kept as they were printed"

.PHONY: demo demo-published test coverage lint bench bench-records bench-audit docs lock clean help
.DEFAULT_GOAL := demo

demo: .venv/runtime  ## close January 2017 from the records of a made-up county, write every report in every format
	@rm -rf $(DEMO)
	$(BIN)/crossfoot make-county $(DEMO)/county
	$(BIN)/crossfoot close $(DEMO)/county --month 2017-01 --as-at 2017-02-08 --out $(DEMO)/snapshot --rows $(DEMO)/rows $(OVERRIDE)
	$(BIN)/crossfoot publish $(DEMO)/snapshot --out $(DEMO)/reports $(OVERRIDE)
	$(BIN)/crossfoot data-quality $(DEMO)/rows --out $(DEMO)/data-quality --organisation "Made-up county"
	$(BIN)/crossfoot casework overdue --rows $(DEMO)/rows --on 2017-01-31 --reason "The demonstration" --out $(DEMO)/overdue
	$(BIN)/crossfoot casework fixes $(DEMO)/snapshot --rows $(DEMO)/rows --reason "The demonstration" --out $(DEMO)/fixes
	$(BIN)/crossfoot trace $(DEMO)/snapshot re-referrals/norfolk/in_month/2017-01
	$(BIN)/crossfoot templates --out $(DEMO)/templates --month 2017-01 --area norfolk
	@echo "The reports are in $(DEMO)/reports. Serve them: python3 -m http.server -d $(DEMO)/reports"

demo-published: .venv/runtime  ## the same month from the figures that one county published, without records
	@rm -rf $(DEMO)-published
	$(BIN)/crossfoot close examples/norfolk-2017-01 --month 2017-01 --as-at 2017-02-08 --out $(DEMO)-published/snapshot $(OVERRIDE)
	$(BIN)/crossfoot publish $(DEMO)-published/snapshot --out $(DEMO)-published/reports $(OVERRIDE)

test: .venv/test  ## the whole suite, in parallel
	@scripts/debian-packages chromium fonts-liberation openjdk-17-jre-headless
	@$(BIN)/python -m pytest -n auto --dist loadgroup

coverage: .venv/test  ## the same with branch coverage, which takes half as long again
	@$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term-missing:skip-covered

lint: .venv/test  ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/bench  ## speed and memory, as ratios measured side by side
	@$(BIN)/python -m benchmarks

bench-records: .venv/bench  ## counting records at national size beside a raw scan, pandas, polars: half an hour and more
	@$(BIN)/python -m benchmarks records

bench-audit: .venv/test  ## faults planted in made-up packs: how many the audit finds, and what it finds wrongly
	@$(BIN)/python -m benchmarks.audit

docs: .venv/docs  ## the manual, with its generated reference, to build/docs
	@$(BIN)/python docs/generate.py
	@$(BIN)/python -m sphinx -q -W -b html docs build/docs
	@echo "The manual is in build/docs/index.html"

lock: .venv/runtime  ## resolve the dependencies again
	@scripts/lock

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

clean:  ## remove everything that was made
	rm -rf build .venv .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/%: requirements/%.lock pyproject.toml scripts/set-up
	@PYTHON=$(PYTHON) scripts/set-up $<
	@touch $@
