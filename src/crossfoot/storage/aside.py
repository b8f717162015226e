"""A folder that is there whole or not at all: written aside in the same parent, then renamed into place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp


@contextmanager
def folder_aside(folder: Path) -> Iterator[Path]:
    """An empty folder beside `folder` to write in, gone at the end whether or not the work was done or stopped.

    Its name begins `.<name>.part-`, so that what a killed run leaves behind is recognised. Give it to `put_in_place`.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(mkdtemp(prefix=f".{folder.name}.part-", dir=folder.parent))
    try:
        # The folder that will be kept is made by mkdir: mkdtemp would leave it closed to every other user.
        written = aside / "new"
        written.mkdir()
        yield written
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def put_in_place(written: Path, folder: Path) -> None:
    """Rename `written`, of `folder_aside`, to `folder`; what is at `folder` is renamed away first and removed last.

    When the second rename fails or is stopped the old folder is put back. Raises OSError.
    """
    replaced = written.parent / "replaced"
    try:
        if folder.exists():
            folder.rename(replaced)
        written.rename(folder)
    except BaseException:
        if replaced.exists() and not folder.exists():
            replaced.rename(folder)
        raise
