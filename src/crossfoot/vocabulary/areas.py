"""Places that figures are about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crossfoot.vocabulary.periods import Period


class AreaKind(StrEnum):
    """The level of an area, widest first."""

    NATION = "nation"
    REGION = "region"
    COUNTY = "county"
    DISTRICT = "district"
    LOCALITY = "locality"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Area:
    """A place: permanent id, printed name, official code where it has one, and the wider area it is part of."""

    id: str
    name: str
    kind: AreaKind
    code: str | None = None
    parent: str | None = None


def exists_in(period: Period, *, since: date | None, until: date | None) -> bool:
    """True where an area that was there from `since` to `until`, both included, was there on any day of the period."""
    return (since is None or since <= period.end) and (until is None or until >= period.start)
