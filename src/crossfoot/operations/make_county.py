"""Make a made-up county: an input folder of invented records that a month can be closed from."""

from __future__ import annotations

from pathlib import Path

from crossfoot.storage.aside import folder_aside, put_in_place
from crossfoot.synthetic import AnswerKey, make_county

INPUT = """\
# Records of a made-up county. No child in them has ever lived.
council: norfolk
organisation: Made-up county
title: Figures counted in invented records
records:
  kind: safeguarding-dataset
  path: records
  kept: kept
  since: 2015-02-01
"""


def make_county_input(folder: Path, *, seed: int = 2017, dirt: bool = True) -> AnswerKey:
    """Write the records of a made-up county and the `input.yaml` that names them to `folder`; its answer key.

    What is at `folder` is replaced when the whole is written. One seed gives the same files. Raises OSError.
    """
    with folder_aside(folder) as written:
        key = make_county(written, seed=seed, dirt=dirt)
        (written / "input.yaml").write_text(INPUT, encoding="utf-8")
        put_in_place(written, folder)
    return key
