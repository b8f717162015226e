"""Marked children: whatever is written or said outside the row zone holds nothing of them."""

from __future__ import annotations

import csv
import io
import logging
import re
import sys
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import duckdb
import pikepdf
import pytest

from crossfoot.cli import main
from crossfoot.records.schema import Standard

MARK = "zqxjkv"
"""Letters that no word of ours has; every cell about a child holds them."""
MARKED = re.compile(rb"z.?q.?x.?j.?k.?v", re.IGNORECASE | re.DOTALL)
"""Also with a byte between, as UTF-16 has, or a soft break."""
DATES = {"pers_dob": "2009-03-07"}
_MARKED_DAY = "2009-03-07"


def cell(name: str, kind: str, row: int) -> str:
    """What a case system might have in a column, right or wrong, marked as of a child."""
    if name.endswith("_person_id"):
        return f"{MARK}-{row % 7}"
    if kind == "date":
        return DATES.get(name, ("2016-11-30", "2017-01-12", f"{MARK} soon", "31/02/2017", "2017-01-31")[row % 5])
    if kind == "flag":
        return ("Y", "N", MARK, "", "TRUE")[row % 5]
    if kind == "json":
        return ('{"NFA_FLAG": "Y"}', f'{{"COMMENTS": "{MARK}"}}', f'{{"{MARK}": "Y"}}', f"{{{MARK}", "")[row % 5]
    if kind in {"integer", "decimal"}:
        return ("3", MARK)[row % 2]
    return (f"{MARK} {row}", f"=cmd|'{MARK}'!A1", f"{MARK}\nsecond line", f'{MARK} "quoted", {row}', MARK)[row % 5]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """The folder of the figure zone, the row zone, and everything that the commands said."""
    folder = tmp_path_factory.mktemp("marked")
    records = folder / "input" / "records"
    records.mkdir(parents=True)
    for table in Standard.load().tables.values():
        with (records / f"ssd_{table.id}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([column.name for column in table.columns])
            for row in range(12):
                cells = [cell(column.name, column.type, row) for column in table.columns]
                if table.id in {"department", "x_team_area"}:
                    cells = [f"T{row}" if column.name.endswith("_team_id") else "" for column in table.columns]
                writer.writerow(cells)
    (folder / "input" / "input.yaml").write_text(
        "council: norfolk\norganisation: Made-up county\ntitle: Marked records\n"
        "records:\n  kind: safeguarding-dataset\n  path: records\n  since: 2015-02-01\n",
        encoding="utf-8",
    )
    out, rows = folder / "out", folder / "rows"
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    logging.getLogger().addHandler(handler)
    figure = "referrals/norfolk/in_month/2017-01"
    try:
        run(
            said,
            "close",
            folder / "input",
            "--month",
            "2017-01",
            "--as-at",
            "2017-02-08",
            "--out",
            out / "snapshot",
            "--rows",
            rows,
        )
        override = ("--override-by", "Head of Performance", "--override-because", "Faults of the published part")
        run(said, "publish", out / "snapshot", "--out", out / "reports", *override)
        run(said, "data-quality", rows, "--out", out / "quality")
        run(said, "figures", out / "snapshot")
        run(said, "judgements", out / "snapshot", "--json")
        run(said, "trace", out / "snapshot", figure)
        run(
            said,
            "close",
            folder / "input",
            "--month",
            "2016-12",
            "--as-at",
            "2017-02-08",
            "--out",
            out / "snapshot",
            "--rows",
            folder / "other",
        )
    finally:
        logging.getLogger().removeHandler(handler)
    return out, rows, said.getvalue()


def run(said: io.StringIO, *arguments: str | Path) -> None:
    with (
        patch.object(sys, "argv", ["crossfoot", *map(str, arguments)]),
        redirect_stdout(said),
        redirect_stderr(said),
    ):
        try:
            main()
        except SystemExit as stop:
            said.write(f"\nexit {stop.code} of {arguments[0]}\n")


def texts(path: Path) -> list[bytes]:
    """The bytes of a file, and of what is packed in it."""
    content = path.read_bytes()
    found = [content, str(path).encode()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            found += [packed.read(name) for name in packed.namelist()]
    elif path.suffix == ".parquet":
        with duckdb.connect() as connection:
            found.append(str(connection.read_parquet(str(path)).fetchall()).encode())
    elif path.suffix == ".pdf":
        with pikepdf.open(path) as document:
            found += [
                bytes(each.read_bytes())
                for each in document.objects
                if isinstance(each, pikepdf.Stream)
                and each.get("/Type") not in {"/XObject", "/Metadata"}
                and "/Filter" in each
                and each.get("/Length1") is None
            ]
    return found


def test_the_marked_records_were_read_and_counted(written: tuple[Path, Path, str]) -> None:
    out, rows, said = written
    assert (rows / "tables" / "contacts.parquet").is_file()
    assert any(MARKED.search(text) for path in (rows / "tables").iterdir() for text in texts(path))
    assert {path.suffix for path in (out / "reports").rglob("*")} >= {".html", ".pdf", ".docx", ".xlsx", ".ods", ".csv"}
    assert "finding" in said


def test_nothing_of_a_child_is_in_any_file_of_the_figure_zone(written: tuple[Path, Path, str]) -> None:
    out, _, _ = written
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) > 100
    leaks = [path.relative_to(out) for path in files if any(MARKED.search(text) for text in texts(path))]
    assert leaks == []


def test_nothing_of_a_child_is_said(written: tuple[Path, Path, str]) -> None:
    _, _, said = written
    assert MARKED.search(said.encode()) is None
    assert _MARKED_DAY not in said
    assert "Traceback" not in said


def test_issues_of_the_row_zone_name_rows_and_hold_no_cell(written: tuple[Path, Path, str]) -> None:
    _, rows, _ = written
    issues = (rows / "issues.csv").read_bytes()
    assert b"ssd_contacts.csv" in issues
    assert MARKED.search(issues) is None
    assert MARKED.search((rows / "manifest.json").read_bytes()) is None
    assert MARKED.search((rows / "quality.json").read_bytes()) is None


def test_only_the_owner_can_open_the_row_zone(written: tuple[Path, Path, str]) -> None:
    _, rows, _ = written
    assert rows.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in rows.rglob("*"))
