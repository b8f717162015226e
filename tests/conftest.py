"""The worked example, closed once for each test process, and the engines, started once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from answered import ANSWERED

from crossfoot.audit.ledger import Ledger
from crossfoot.engines.engine import POSTGRESQL_URL, Engine, open_engine
from crossfoot.indicators.catalogue import shipped_definitions
from crossfoot.operations.close_month import close_month
from crossfoot.operations.publish_report import open_edition
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.periods import Period

EXAMPLE = Path(__file__).parents[1] / "examples" / "norfolk-2017-01"


@pytest.fixture(autouse=True)
def _no_check_stops(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check of the audit that ends in an error of its own fails the test; a user is told of it and gets the rest."""

    def stopped(_self: Ledger, _check: str, error: Exception) -> None:
        raise error

    if "a_check_may_stop" not in request.fixturenames:
        monkeypatch.setattr(Ledger, "stopped", stopped)


@pytest.fixture
def a_check_may_stop() -> None:
    """For tests of what is told where a check of the audit stops."""


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
        override=ANSWERED,
    )
    return folder


@pytest.fixture(scope="session")
def edition(closed_month: Path) -> Edition:
    """The snapshot with its judgements, as the reports are built from it."""
    return open_edition(closed_month)


# -- engines: for tests in the folder `engines`, which has what they need ----------------------------------------------


@pytest.fixture(scope="session")
def spark_master() -> Iterator[str]:
    """The cluster, held to the end of the session, so that it is started once."""
    from all_engines import spark_cluster  # noqa: PLC0415

    with spark_cluster() as master:
        yield master


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    from all_engines import postgresql_server  # noqa: PLC0415

    with postgresql_server() as url:
        yield url


@pytest.fixture(scope="session", params=["duckdb", "spark", "postgresql"])
def opening(request: pytest.FixtureRequest) -> Callable[[], AbstractContextManager[Engine]]:
    """What opens another engine of the kind."""
    from all_engines import NO_JAVA, duckdb_engine, spark_engine  # noqa: PLC0415

    if request.param == "spark":
        if NO_JAVA:
            pytest.skip(NO_JAVA)
        request.getfixturevalue("spark_master")
        return spark_engine
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
        return lambda: open_engine("postgresql", environment={POSTGRESQL_URL: url})
    return duckdb_engine


@pytest.fixture(scope="session")
def opened(opening: Callable[[], AbstractContextManager[Engine]]) -> Iterator[Engine]:
    """An engine of each kind, for tests that load their own tables."""
    with opening() as engine:
        yield engine


# -- who runs what -----------------------------------------------------------------------------------------------------

_SHARED = ("tests/casework/", "tests/engines/", "tests/synthetic/")
"""Folders whose modules look at one thing that takes long to make: one process makes it, and runs them all."""

_LONGEST = (
    "tests/engines/",
    "tests/casework/",
    "tests/synthetic/",
    "tests/populations/",
    "tests/audit/",
    "tests/sources/",
)
"""Run first, so that no process is still at one of them when the others have nothing left."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the folders that take longest first."""
    place = {folder: number for number, folder in enumerate(_LONGEST)}
    items.sort(key=lambda item: place.get(_folder_of(item.nodeid), len(place)))


def _folder_of(nodeid: str) -> str:
    return "/".join(nodeid.split("/")[:2]) + "/"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """The tests of one module go to one process, and so do those of some folders.

    What a module makes is made once in a run and not once in each process, and so is a cluster of Spark.
    The mark `xdist_group` is for this and does nothing: pytest 9.2 has no `_nodeid`, where pytest-xdist 3.8 puts it.
    """
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # noqa: PLC0415

    class ByModule(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            folder = _folder_of(nodeid)
            return folder if folder in _SHARED else nodeid.partition("::")[0]

    # In the order of collection, and not by how many tests there are: those that take longest are few.
    config.option.loadscopereorder = False
    return ByModule(config, log)
