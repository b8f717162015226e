"""The worked example, closed once for each test process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crossfoot.indicators.catalogue import shipped_definitions
from crossfoot.operations.close_month import close_month
from crossfoot.operations.publish_report import open_edition
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.periods import Period

EXAMPLE = Path(__file__).parents[1] / "examples" / "norfolk-2017-01"


@pytest.fixture(scope="session")
def closed_month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of January 2017. Tests read it; one that changes it takes a copy."""
    folder = tmp_path_factory.mktemp("closed") / "norfolk-2017-01"
    close_month(
        EXAMPLE,
        folder,
        month=Period.parse("2017-01"),
        as_at=date(2017, 2, 8),
        definitions=shipped_definitions(),
    )
    return folder


@pytest.fixture(scope="session")
def edition(closed_month: Path) -> Edition:
    """The snapshot with its judgements, as the reports are built from it."""
    return open_edition(closed_month)
