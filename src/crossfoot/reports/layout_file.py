"""Read one report's own layout file, and refuse one that names what is not defined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.model_files import read_model
from crossfoot.indicators.schema import Strict
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity, check_issues

Layout = TypeVar("Layout", bound=Strict)


def read_layout_file(catalogue: Catalogue, file: str, model: type[Layout]) -> Layout:
    """The layout in `file`, relative to the definitions. Raises InputRefused for a file that is not of the model."""
    located, issues = read_model(catalogue.folder / file, model, file=file)
    check_issues(issues)
    if located is None:
        raise InputRefused(issues)
    return located.value


def check_indicators_known(catalogue: Catalogue, file: str, names: Iterable[str]) -> None:
    """Raises InputRefused with every name that no definition describes."""
    check_issues(
        Issue(
            code="REPORT-INDICATOR-UNKNOWN",
            severity=Severity.ERROR,
            message=f"The report names {name}, which no definition describes.",
            advice="Correct the name or add the definition under indicators/.",
            file=file,
        )
        for name in dict.fromkeys(names)
        if name not in catalogue.indicators
    )
