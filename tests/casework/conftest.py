"""An invented county frozen and closed once for all tests of casework."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from frozen_county import close, freeze
from reference.case_records import merge_records
from reference.histories import draw_county

from crossfoot.figures.snapshot import Snapshot
from crossfoot.records.frozen import FrozenRecords

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def county() -> Tables:
    """The records of 160 invented children, some of them with what real records get wrong."""
    return merge_records([draw_county(seed, 40, dirty=seed == 13).records for seed in range(10, 14)])


@pytest.fixture(scope="session")
def rows(county: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of frozen records. Tests that write its access log take a copy."""
    folder = tmp_path_factory.mktemp("rows") / "county"
    freeze(county, folder)
    return folder


@pytest.fixture(scope="session")
def closed(rows: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The snapshot of January 2017 that was counted from them."""
    return close(FrozenRecords.open(rows), tmp_path_factory.mktemp("closed") / "2017-01")
