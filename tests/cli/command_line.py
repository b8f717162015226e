"""The command as a person runs it: arguments in, exit code and both streams out, in this process."""

from __future__ import annotations

import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from answered import OPTIONS

from crossfoot.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"
JANUARY = ("--month", "2017-01", "--as-at", "2017-02-08", *OPTIONS)
"""The example's month, with somebody who answers for its figures."""


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Ran:
    """Run `crossfoot` with `arguments`. An exception that is not an exit comes out as it is: it is a bug."""
    out, err = StringIO(), StringIO()
    code = 0
    words = ["crossfoot", *map(str, arguments)]
    with patch("sys.argv", words), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
    return Ran(code, out.getvalue(), err.getvalue())


def copy_of_example(folder: Path) -> Path:
    """The example's input, to be spoilt."""
    shutil.copytree(EXAMPLE, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
