"""The pass over records: beside a raw scan, one query per indicator, Polars and pandas; memory, and growth with size.

Every run is a process of its own and the ways take turns, so that a busy machine is busy for all of them. Times are
medians and differ by machine: read the ratios.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.national.build import COUNTY, Size, made
from benchmarks.one_run import TASK_WAYS, Run, run_apart

SCAN_TASK = "scan for the task"
SCAN_ALL = "scan for all"
GROWTH = (8, 4, 2, 1)
"""Growth is looked at from an eighth of the size to the whole of it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians of the runs of one way."""

    seconds: float
    processor_seconds: float
    megabytes: float
    answer: str

    @classmethod
    def of(cls, runs: Sequence[Run]) -> Measured:
        """The medians; memory is the most of any run. Raises ValueError where two runs gave two answers."""
        answers = {run.answer for run in runs}
        if len(answers) != 1:
            raise ValueError("a way gave two answers to one task")
        return cls(
            statistics.median(run.seconds for run in runs),
            statistics.median(run.processor_seconds for run in runs),
            max(run.megabytes for run in runs),
            answers.pop(),
        )


def measure(ways: Sequence[str], folder: Path, *, months: int, runs: int) -> Mapping[str, Measured]:
    """Each way `runs` times, in turns."""
    found: dict[str, list[Run]] = defaultdict(list)
    for turn in range(runs):
        for way in ways:
            _show(f"run {turn + 1} of {runs}: {way}")
            found[way].append(run_apart(way, folder, months))
    _show("")
    return {way: Measured.of(each) for way, each in found.items()}


def main(*, scale: float, runs: int) -> None:
    """Print every table."""
    say = sys.stdout.write
    size = Size.national(scale)
    folder = made(size)
    say(
        f"{size.people:,} people in {size.authorities} authorities, {size.months} months; {os.cpu_count()} cores. "
        f"Medians of {runs}.\n\n"
    )
    found = measure((SCAN_TASK, *TASK_WAYS), folder, months=size.months, runs=runs)
    answers = {measured.answer for way, measured in found.items() if way in TASK_WAYS}
    if len(answers) != 1:
        raise ValueError("the ways do not agree: compare them with benchmarks.subset.task.difference")
    say("twelve indicators by month and locality; every way gives the same counts\n")
    _print_table(found, base=SCAN_TASK)
    ours = found["ours"].seconds
    for other, goal in (("one query per indicator", 4), ("pandas", 8), ("polars", 2)):
        _print_goal(f"{other} takes so many times ours", found[other].seconds / ours, at_least=goal)

    found = measure((SCAN_ALL, "every count"), folder, months=size.months, runs=runs)
    say("\nall indicators, in all areas\n")
    _print_table(found, base=SCAN_ALL)
    _print_goal("times the raw scan", found["every count"].seconds / found[SCAN_ALL].seconds, at_most=5)
    _print_goal("gigabytes at most", found["every count"].megabytes / 1000, at_most=4)

    say("\ngrowth of all indicators with the size\n")
    base: Measured | None = None
    sizes = sorted({Size.national(scale / part) for part in GROWTH}, key=lambda each: each.authorities)
    for smaller in sizes:
        measured = measure(("every count",), made(smaller), months=smaller.months, runs=runs)["every count"]
        base = base or measured
        people = smaller.people / sizes[0].people
        longer = measured.seconds / base.seconds
        say(f"{people:>6.1f} x people{measured.seconds:>9.2f} s{longer:>7.2f} x{measured.megabytes:>8.0f} MB\n")

    measured = measure(("every figure",), made(COUNTY), months=COUNTY.months, runs=runs)["every figure"]
    say(f"\na county, {COUNTY.months} months: {int(measured.answer):,} figures, {measured.megabytes:.0f} MB\n")
    _print_goal("seconds", measured.seconds, at_most=2)


def _show(what: str) -> None:
    """What is going on, on one line, where somebody looks."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{what:<60}\r{what}")
        sys.stderr.flush()


def _print_table(found: Mapping[str, Measured], *, base: str) -> None:
    say = sys.stdout.write
    say(f"{'':<28}{'seconds':>9}{'x scan':>8}{'CPU s':>8}{'x scan':>8}{'peak MB':>9}\n")
    for way, measured in found.items():
        say(
            f"{way:<28}{measured.seconds:>9.2f}{measured.seconds / found[base].seconds:>8.1f}"
            f"{measured.processor_seconds:>8.2f}{measured.processor_seconds / found[base].processor_seconds:>8.1f}"
            f"{measured.megabytes:>9.0f}\n"
        )


def _print_goal(what: str, value: float, *, at_least: float | None = None, at_most: float | None = None) -> None:
    met = (at_least is None or value >= at_least) and (at_most is None or value <= at_most)
    goal = f"at least {at_least:g}" if at_least is not None else f"at most {at_most:g}"
    sys.stdout.write(f"{'met   ' if met else 'MISSED'} {what}: {value:.2f}, goal {goal}\n")
