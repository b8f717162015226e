"""Places that figures are about."""

from dataclasses import dataclass
from enum import StrEnum


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
