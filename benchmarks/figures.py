"""What each step of a month of supplied figures costs beside the least a script would need, and how the cost grows.

Medians of five. Times differ by machine: read the ratios.
"""

from __future__ import annotations

import csv
import shutil
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from crossfoot.figures.derive import derive_figures
from crossfoot.figures.snapshot import Snapshot
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.operations.close_month import close_month
from crossfoot.operations.publish_report import REPORTS, open_edition
from crossfoot.render import charts
from crossfoot.render.formats import FORMATS
from crossfoot.sources.input_folder import read_input_folder
from crossfoot.vocabulary.overrides import Override
from crossfoot.vocabulary.periods import Period

EXAMPLE = Path(__file__).parents[1] / "examples" / "norfolk-2017-01"
MONTH = Period.parse("2017-01")
ANSWERED = Override("Head of Performance", "Published figures are kept as they were printed.")
RUNS = 5


def median_seconds(step: Callable[[], object]) -> float:
    """The median of five runs."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def peak_megabytes(step: Callable[[], object]) -> float:
    """The most memory that Python held at once during one run."""
    tracemalloc.start()
    step()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def read_plainly() -> int:
    """What a script would do at least: read every row of the figures."""
    count = 0
    for path in sorted((EXAMPLE / "figures").glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as stream:
            count += sum(1 for _ in csv.DictReader(stream))
    return count


def widened(folder: Path, times: int) -> Path:
    """The example with `times` as many breakdown rows, so that growth can be seen."""
    wide = folder / f"wide-{times}"
    shutil.copytree(EXAMPLE, wide)
    for path in sorted((wide / "figures").glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, rows[0])
            writer.writeheader()
            for copy in range(times):
                for row in rows:
                    extra = f"copy=c{copy}" if copy else ""
                    parts = ";".join(filter(None, (row["breakdown"], extra)))
                    writer.writerow(row | {"breakdown": parts})
    return wide


def main() -> None:
    """Print every figure."""
    say = sys.stdout.write
    catalogue = Catalogue.load(shipped_definitions())
    supply = read_input_folder(EXAMPLE, catalogue=catalogue)
    tables = {table.id: table.report for table in supply.tables.values()}

    def derive() -> object:
        return derive_figures(
            supply.figures,
            catalogue=catalogue,
            area=supply.council,
            month=MONTH,
            precedence=supply.precedence,
            tables=tables,
        )

    plain = median_seconds(read_plainly)
    say(f"The example: {len(supply.figures):,} supplied values. Medians of {RUNS}.\n\n")
    steps: list[tuple[str, Callable[[], object]]] = [
        ("read with the csv module alone", read_plainly),
        ("read and check every cell", lambda: read_input_folder(EXAMPLE, catalogue=catalogue)),
        ("load and check the definitions", lambda: Catalogue.load(shipped_definitions())),
        ("derive every figure", derive),
    ]
    say(f"{'step':<34}{'seconds':>9}{'x plain read':>14}{'peak MB':>9}\n")
    for name, step in steps:
        seconds = median_seconds(step)
        say(f"{name:<34}{seconds:>9.3f}{seconds / plain:>14.1f}{peak_megabytes(step):>9.1f}\n")

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        say("\ngrowth of close, by size of the input\n")
        base = 0.0
        for times in (1, 2, 4, 8):
            source = widened(folder, times)
            seconds = median_seconds(partial(_close, source, folder / f"s{times}"))
            base = base or seconds
            say(f"{times:>3} x input{seconds:>9.3f} s{seconds / base:>8.2f} x\n")
        snapshot = _close(EXAMPLE, folder / "snapshot").folder
        edition = open_edition(snapshot)
        document = REPORTS["monthly-report"](edition)
        say("\nmonthly report in each format, charts drawn afresh each time for the first, kept for the rest\n")
        charts.chart_svg.cache_clear()
        start = time.perf_counter()
        FORMATS["html"](document, folder / "first")
        first = time.perf_counter() - start
        say(f"{'html, with its charts':<34}{first:>9.3f} s\n")
        for name, write in FORMATS.items():
            seconds = median_seconds(partial(write, document, folder / "out"))
            say(f"{name:<34}{seconds:>9.3f} s{seconds / first:>8.2f} x\n")


def _close(source: Path, out: Path) -> Snapshot:
    shutil.rmtree(out, ignore_errors=True)
    return close_month(
        source, out, month=MONTH, as_at=date(2017, 2, 8), definitions=shipped_definitions(), override=ANSWERED
    )
