"""Plant faults in clean packs and count what the audit finds of them, and what it finds beside them."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.audit.clean_pack import make_pack
from benchmarks.audit.pack_model import Planted, plant
from benchmarks.audit.writers import WRITERS
from crossfoot.audit.finding import Finding
from crossfoot.operations.audit_pack import audit_pack


@dataclass
class Score:
    """Planted and found by kind, findings beside them by rule, checks made."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[int, str, Planted, str]] = field(default_factory=list)
    wrong: list[tuple[int, str, Finding]] = field(default_factory=list)


def score_packs(seeds: range, *, faults: int, forms: tuple[str, ...] = ("txt", "html", "docx", "xlsx")) -> Score:
    """Make, plant, write, audit, compare, a pack a seed."""
    score = Score()
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            random = Random(seed * 7919 + 1)  # noqa: S311 a benchmark repeats itself
            blocks = make_pack(seed)
            planted = plant(blocks, random, faults)
            form = forms[seed % len(forms)]
            path = Path(folder) / f"pack-{seed}.{form}"
            where = WRITERS[form](blocks, path, random)
            audit = audit_pack(path)
            path.unlink()
            score.checks.update(audit.checks)
            _compare(score, (seed, form), planted, where, list(audit.findings))
    return score


def _compare(
    score: Score,
    pack: tuple[int, str],
    planted: list[Planted],
    where: dict[tuple[int, int], int],
    findings: list[Finding],
) -> None:
    explained: set[str] = set()
    for fault in planted:
        score.planted[fault.kind] += 1
        line = where[fault.block, fault.row]
        lines = {spot for (block, _), spot in where.items() if block == fault.block}
        hits = [finding for finding in findings if finding.line == line or line in finding.other_lines]
        if hits:
            score.found[fault.kind] += 1
        else:
            score.missed.append((*pack, fault, f"line {line}"))
        # What else is found in the same block, or leans on the spot, follows from the fault.
        explained.update(
            finding.id
            for finding in findings
            if finding in hits or finding.line in lines or line in finding.other_lines
        )
        explained.update(finding.id for finding in findings if finding.root in explained)
    for finding in findings:
        if finding.id not in explained and finding.root not in explained:
            score.false[finding.rule] += 1
            score.wrong.append((*pack, finding))


def print_score(score: Score) -> None:
    """Recall by kind, false findings by rule in a thousand checks."""
    print(f"{'kind':<22}{'planted':>8}{'found':>8}{'recall':>9}")
    for kind in sorted(score.planted):
        print(
            f"{kind:<22}{score.planted[kind]:>8}{score.found[kind]:>8}{score.found[kind] / score.planted[kind]:>9.1%}"
        )
    total, found = sum(score.planted.values()), sum(score.found.values())
    print(f"{'all':<22}{total:>8}{found:>8}{found / max(1, total):>9.1%}")
    checks, false = sum(score.checks.values()), sum(score.false.values())
    print(f"\n{'rule':<22}{'checks':>9}{'false':>7}{'per 1,000':>11}")
    for rule, count in score.checks.most_common():
        print(f"{rule:<22}{count:>9,}{score.false[rule]:>7}{score.false[rule] / count * 1000:>11.2f}")
    print(f"{'all':<22}{checks:>9,}{false:>7}{false / max(1, checks) * 1000:>11.2f}")


def main(arguments: list[str]) -> None:
    """`python -m benchmarks.audit [PACKS] [FAULTS] [--list]`."""
    numbers = [int(argument) for argument in arguments if argument.isdecimal()]
    packs, faults = (*numbers, 60, 6)[:2] if len(numbers) < 2 else numbers[:2]
    score = score_packs(range(1, packs + 1), faults=faults)
    print_score(score)
    if "--list" in arguments:
        by_kind = defaultdict(list)
        for seed, form, fault, line in score.missed:
            by_kind[fault.kind].append((seed, form, line, fault.was, fault.text))
        for kind, missed in sorted(by_kind.items()):
            for each in missed[:6]:
                print("missed", kind, *each)
        for seed, form, finding in score.wrong[:60]:
            print(
                "false",
                seed,
                form,
                finding.line,
                finding.rule,
                finding.row[:40],
                "|",
                finding.column[:20],
                "|",
                finding.published,
                "->",
                finding.expected,
                "|",
                finding.explanation[:200],
            )
