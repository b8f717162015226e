"""One made-up county for all tests: it takes some seconds to make, and longer to count."""

from __future__ import annotations

import pytest
from county_records import County

from crossfoot.synthetic import make_county


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    folder = tmp_path_factory.mktemp("county")
    return County(folder, make_county(folder))
