"""One made-up county for all tests: it takes some seconds to make, and longer to count."""

from __future__ import annotations

import pytest
from county_records import County, Extract, read_extract

from crossfoot.synthetic import make_county


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    folder = tmp_path_factory.mktemp("county")
    return County(folder, make_county(folder))


@pytest.fixture(scope="session")
def extract(county: County, tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """Its records as they are read, and every issue of reading them. No test changes them."""
    return read_extract(county.folder / "records", tmp_path_factory.mktemp("extract"))
