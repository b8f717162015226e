"""Make a made-up county: an input folder of invented records that a month can be closed from.

What no child's record holds (schools, money, risks, the words of the paper) is the published example's.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml

from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.sources.input_folder import INPUT_FILE
from crossfoot.storage.aside import folder_aside, put_in_place
from crossfoot.synthetic import AnswerKey, make_county

EXAMPLE = Path(__file__).parents[3] / "examples" / "norfolk-2017-01"
RECORDS = {"kind": "safeguarding-dataset", "path": "records", "kept": "kept", "since": "2015-02-01"}


def make_county_input(folder: Path, *, seed: int = 2017, dirt: bool = True) -> AnswerKey:
    """Write the records of a made-up county and the `input.yaml` that names them to `folder`; its answer key.

    What is at `folder` is replaced when the whole is written. One seed gives the same files. Raises OSError.
    """
    with folder_aside(folder) as written:
        key = make_county(written, seed=seed, dirt=dirt)
        said = copy_what_records_do_not_hold(EXAMPLE, written)
        said |= {"organisation": "Made-up county", "title": "Figures counted in invented records", "records": RECORDS}
        text = yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=120)
        (written / INPUT_FILE).write_text(f"# Records of a made-up county. No child in them has ever lived.\n{text}")
        put_in_place(written, folder)
    return key


def copy_what_records_do_not_hold(source: Path, folder: Path) -> dict[str, Any]:
    """Copy the published figures of indicators that records do not feed, the registers and words; what to say of them.

    `source` is an input folder of published figures. The result is what `input.yaml` says, with the files that were
    copied. Raises OSError.
    """
    said: dict[str, Any] = yaml.safe_load((source / INPUT_FILE).read_text(encoding="utf-8"))
    catalogue = Catalogue.load(shipped_definitions())
    wanted = {name for name, found in catalogue.indicators.items() if not (found.population or found.numerator.figures)}
    tables: set[str] = set()
    figures = []
    for name in said["figures"]:
        kept = _copy_rows(source / name, folder / name, column="indicator", wanted=wanted)
        if kept:
            figures.append(name)
            tables |= {row["table"] for row in kept}
    listed = _copy_rows(source / said["tables"], folder / said["tables"], column="id", wanted=tables)
    reports = {row["report"] for row in listed}
    for name in _other_files(said):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, folder / name)
    return said | {
        "figures": figures,
        "precedence": [report for report in said["precedence"] if report in reports],
    }


def _copy_rows(source: Path, target: Path, *, column: str, wanted: Collection[str]) -> list[dict[str, str]]:
    """Copy the rows whose `column` is wanted; no file is written where there are none."""
    with source.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = [row for row in reader if row[column] in wanted]
        columns = list(reader.fieldnames or ())
    if rows:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return rows


def _other_files(said: Mapping[str, Any]) -> list[str]:
    """The files of everything but figures, tables and records, wherever `input.yaml` names them."""
    parts = [part for name, part in said.items() if name in ("pressures", "paper", "ledger", "registers")]
    return [name for part in parts for name in (part.values() if isinstance(part, dict) else [part])]
