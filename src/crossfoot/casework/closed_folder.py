"""A folder of lists of children that only its owner can open, there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crossfoot.storage.aside import folder_aside, put_in_place
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity


@contextmanager
def closed_folder(out: Path, *, rows: Path) -> Iterator[Path]:
    """A folder to write in, which becomes `out` at the end: 0700, its files 0600.

    Raises InputRefused where `out` holds something already, or lies in the folder of frozen records, `rows`.
    """
    check_can_be_written(out, rows=rows)
    with folder_aside(out) as written:
        written.chmod(0o700)
        yield written
        for path in written.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)
        put_in_place(written, out)


def check_can_be_written(out: Path, *, rows: Path) -> None:
    """Raises InputRefused where `out` holds something already, or lies in the folder of frozen records."""
    if out.resolve() == rows.resolve() or rows.resolve() in out.resolve().parents:
        message = "The lists would lie among the frozen records."
        raise InputRefused([_refusal("LISTS-AMONG-RECORDS", message, "Choose a folder outside of them.", out.name)])
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        message = "There is something at the place where the lists are to be written."
        advice = "Choose another folder, or remove what is there: lists of children are not kept longer than needed."
        raise InputRefused([_refusal("LISTS-EXIST", message, advice, out.name)])


def _refusal(code: str, message: str, advice: str, file: str) -> Issue:
    return Issue(code, Severity.ERROR, message, advice, file)
