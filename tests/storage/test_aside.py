from pathlib import Path

import pytest

from crossfoot.storage.aside import folder_aside, put_in_place


def _write(folder: Path, text: str, *, fail: type[BaseException] | None = None) -> None:
    with folder_aside(folder) as written:
        (written / "file").write_text(text)
        if fail is not None:
            raise fail
        put_in_place(written, folder)


def _content(parent: Path) -> dict[str, str]:
    return {path.relative_to(parent).as_posix(): path.read_text() for path in parent.rglob("*") if path.is_file()}


def test_the_folder_appears_whole_and_alone(tmp_path: Path) -> None:
    _write(tmp_path / "out" / "month", "new")
    assert _content(tmp_path) == {"out/month/file": "new"}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["month"]
    assert (tmp_path / "out" / "month").stat().st_mode & 0o077 == tmp_path.joinpath("out").stat().st_mode & 0o077


@pytest.mark.parametrize("fail", [OSError, KeyboardInterrupt, SystemExit])
def test_a_stopped_writer_leaves_what_was_there_and_no_litter(tmp_path: Path, fail: type[BaseException]) -> None:
    _write(tmp_path / "month", "old")
    with pytest.raises(fail):
        _write(tmp_path / "month", "new", fail=fail)
    assert _content(tmp_path) == {"month/file": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["month"]


def test_a_folder_is_replaced(tmp_path: Path) -> None:
    _write(tmp_path / "month", "old")
    _write(tmp_path / "month", "new")
    assert _content(tmp_path) == {"month/file": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["month"]


def test_the_old_folder_is_put_back_when_the_new_one_cannot_be_renamed(tmp_path: Path) -> None:
    _write(tmp_path / "month", "old")
    with folder_aside(tmp_path / "month") as written:
        written.rmdir()  # the rename of what is not there fails, after the old folder was renamed away
        with pytest.raises(FileNotFoundError):
            put_in_place(written, tmp_path / "month")
    assert _content(tmp_path) == {"month/file": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["month"]
