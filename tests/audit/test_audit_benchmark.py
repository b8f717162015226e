"""The floor under the audit: on packs that no rule was written for, what it finds and what it finds wrongly."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.audit.measure import score_packs
from benchmarks.audit.pieces.layouts import write_text
from benchmarks.audit.pieces.packs import make_pack
from benchmarks.audit.pieces.score import Score, score_text
from crossfoot.audit.written.as_json import audit_json
from crossfoot.operations.audit_pack import audit_pack


def test_planted_faults_are_found_in_every_format_and_little_else() -> None:
    score = score_packs(range(201, 217), faults=6)
    planted, found = sum(score.planted.values()), sum(score.found.values())
    assert planted >= 90
    assert found >= planted * 0.97, score.missed
    assert sum(score.false.values()) <= sum(score.checks.values()) / 2000, score.wrong


def test_packs_of_another_hand_are_read_as_well(tmp_path: Path) -> None:
    score = Score()
    for number in range(301, 313):
        pieces = make_pack(number, share_of_faults=0.0 if number % 3 == 0 else 0.45)
        path = tmp_path / f"pack-{number}.txt"
        places = write_text(pieces, path, number)
        score_text(score, pieces, places, json.loads(audit_json(audit_pack(path))), path.stem)
    planted, found = sum(score.planted.values()), sum(score.found.values())
    assert planted >= 50
    assert found >= planted * 0.94, score.missed
    assert len(score.false) <= score.checks / 1000, score.false
