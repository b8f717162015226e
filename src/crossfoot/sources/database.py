"""Read the Standard Safeguarding Dataset out of the database where a council keeps it, PostgreSQL or SQL Server.

The address holds a password: it comes from an environment variable whose name is given, and is never repeated. Needs
the extra `database`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from crossfoot.records.raw_tables import Read
from crossfoot.records.schema import Standard
from crossfoot.sources.record_issues import RecordIssues

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}", re.ASCII)


def read_database(variable: str, *, schema: str | None = None, standard: Standard, scratch: Path) -> Read:
    """The tables `ssd_...` and `x_...` of a schema, as text in Parquet files that are written to `scratch`.

    `variable` names the environment variable that holds the database's URL; `schema`, in any case, is that of the
    connection where it is None. All tables are read in one transaction that cannot write and that sees the database as
    it stood at its start, each in the order of its key. Never raises on what the server says: where anything is an
    error there are no tables. Raises OSError where `scratch` cannot be written.
    """
    if _VARIABLE.fullmatch(variable) is None:
        issues = RecordIssues("")
        issues.add_error(
            "DATABASE-VARIABLE-NAME",
            "What was given is not the name of an environment variable.",
            "Put the database's URL into an environment variable, such as CROSSFOOT_DATABASE, and give its name.",
        )
        return Read({}, frozenset(), issues.all())
    issues = RecordIssues(variable)
    url = os.environ.get(variable, "").strip()
    if not url:
        issues.add_error(
            "DATABASE-VARIABLE-UNSET",
            "The environment variable is not set, or is empty.",
            "Set it to the database's URL, such as postgresql://user:password@server/database.",
        )
        return Read({}, frozenset(), issues.all())
    try:
        # Imported here because the extra may not be installed.
        from crossfoot.sources.database_tables import read_tables  # noqa: PLC0415
    except ImportError:
        issues.add_error(
            "DATABASE-NOT-INSTALLED",
            "What reads databases is not installed.",
            "Install crossfoot with its extra 'database': pip install 'crossfoot[database]'.",
        )
        return Read({}, frozenset(), issues.all())
    return read_tables(url, issues, schema=schema, standard=standard, scratch=scratch)
