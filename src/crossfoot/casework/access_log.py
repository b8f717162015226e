"""Who looked at children's rows, when, at which figure and why: kept beside the rows, with nothing of a child in it."""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Access:
    """One look at rows. `what` is a figure's name or a list's, `rows` how many were shown."""

    moment: datetime
    person: str
    what: str
    rows: int
    reason: str


def log_access(path: Path, access: Access) -> None:
    """Add a line to the log, with a header where it is new. Raises OSError: who cannot be logged is shown nothing."""
    is_new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        if is_new:
            path.chmod(0o600)
            writer.writerow([field.name for field in fields(Access)])
        moment, *rest = astuple(access)
        writer.writerow([moment.isoformat(timespec="seconds"), *rest])
