"""Run the audit on packs whose faults are known: recall by kind, and false findings for each 1,000 checks."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.audit.pieces.layouts import write_docx, write_html, write_text, write_xlsx
from benchmarks.audit.pieces.pack import WHOLE_ROW, Fault, Piece
from benchmarks.audit.pieces.packs import make_pack


@dataclass(slots=True)
class Score:
    """What was found and what was not."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    checks: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def audit(path: Path) -> dict[str, Any]:
    """The findings of `crossfoot audit` on a file, in a process of its own."""
    command = [sys.executable, "-m", "crossfoot", "audit", str(path), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode not in (0, 1):
        raise RuntimeError(f"the audit could not read {path.name}: {done.stderr[-500:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def score_text(
    score: Score, pieces: list[Piece], places: list[tuple[int, int]], result: dict[str, Any], name: str
) -> None:
    """Add one pack as text: a finding is right when it stands in a piece with a fault, false in any other."""
    score.checks += _checks(result)
    lines = [(finding, int(finding["line"] or 0)) for finding in result["findings"]]
    for piece, (first, last) in zip(pieces, places, strict=True):
        here = [finding for finding, line in lines if first <= line <= last]
        if piece.planted is None:
            score.false += [f"{name}:{found['line']} {found['rule']}: {found['explanation']}" for found in here]
            continue
        score.planted[piece.planted.kind] += 1
        if here:
            score.found[piece.planted.kind] += 1
        else:
            score.missed.append(f"{name}:{first}-{last} {_words(piece.planted)}")
    ends = {line for first, last in places for line in range(first, last + 1)}
    score.false += [
        f"{name}:{line} {found['rule']}: {found['explanation']}" for found, line in lines if line not in ends
    ]


def score_other(score: Score, pieces: list[Piece], result: dict[str, Any], name: str) -> None:
    """Add one pack of another format, without lines: a fault is found when what was printed for it is in a finding."""
    score.checks += _checks(result)
    for piece in pieces:
        if piece.planted is None:
            continue
        score.planted[piece.planted.kind] += 1
        if any(_names(finding, piece.planted) for finding in result["findings"]):
            score.found[piece.planted.kind] += 1
        else:
            score.missed.append(f"{name} {_words(piece.planted)}")


def _names(finding: dict[str, Any], fault: Fault) -> bool:
    said = " ".join(str(finding[key]) for key in ("published", "expected", "explanation", "row", "column"))
    wrong, right = (text.split("\t")[0] for text in (fault.wrong, fault.right))
    return wrong in said or right in said or (fault.column == WHOLE_ROW and finding["rule"] == "copied-series")


def _checks(result: dict[str, Any]) -> int:
    return sum(int(count) for count in result["checks"].values())


def _words(fault: Fault) -> str:
    return f"{fault.kind}: {fault.right!r} printed as {fault.wrong!r}"


def main(*, packs: int, seed: int = 1, verbose: bool = False) -> Score:
    """Print recall by kind and false findings for text packs, then recall in the other formats."""
    score, others = Score(), {"html": Score(), "docx": Score(), "xlsx": Score()}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for number in range(seed, seed + packs):
            pieces = make_pack(number, share_of_faults=0.0 if number % 3 == 0 else 0.45)
            path = folder / f"pack-{number}.txt"
            places = write_text(pieces, path, number)
            score_text(score, pieces, places, audit(path), path.stem)
            if number % 5 == 1:
                for kind, write in (("html", write_html), ("docx", write_docx), ("xlsx", write_xlsx)):
                    path = folder / f"pack-{number}.{kind}"
                    write(pieces, path)
                    score_other(others[kind], pieces, audit(path), path.name)
    _tell("text", score, verbose=verbose)
    for kind, found in others.items():
        _tell(kind, found, verbose=verbose)
    return score


def _tell(format_name: str, score: Score, *, verbose: bool) -> None:
    whole = sum(score.planted.values())
    sys.stdout.write(f"\n{format_name}: {sum(score.found.values())} of {whole} planted faults found\n")
    for kind, planted in sorted(score.planted.items()):
        sys.stdout.write(f"  {kind:26} {score.found[kind]:4} of {planted:4}\n")
    if score.checks and format_name == "text":
        rate = 1000 * len(score.false) / score.checks
        sys.stdout.write(f"  {len(score.false)} false findings in {score.checks:,} checks: {rate:.2f} for each 1,000\n")
    if verbose:
        for line in [f"missed {missed}" for missed in score.missed] + [f"false {false}" for false in score.false]:
            sys.stdout.write(f"  {line}\n")


if __name__ == "__main__":
    main(packs=int(sys.argv[1]) if len(sys.argv) > 1 else 60, verbose="--verbose" in sys.argv)
