"""One run of one way in a process of its own, so that its memory is its own: `python -m benchmarks.one_run WAY ...`."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from benchmarks import raw_scan
from benchmarks.national.build import LAST_MONTH
from benchmarks.subset.task import Answer, Task

TASK_WAYS = {
    "ours": "benchmarks.ours",
    "fused by hand": "benchmarks.subset.masks",
    "one query per indicator": "benchmarks.subset.one_query_each",
    "polars": "benchmarks.subset.in_polars",
    "pandas": "benchmarks.subset.in_pandas",
}
"""Ways to do the task, by the module whose `count` does it."""


@dataclass(frozen=True, slots=True)
class Run:
    """How long it took by the clock and by the processors, the most memory the process had, and what came out."""

    seconds: float
    processor_seconds: float
    megabytes: float
    answer: str


def run_apart(way: str, folder: Path, months: int) -> Run:
    """One run in a new process. Raises CalledProcessError where it fails; what it said is on the error stream."""
    command = [sys.executable, "-m", "benchmarks.one_run", way, str(folder), str(months)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])  # noqa: S603
    return Run(**json.loads(done.stdout))


def main(way: str, folder: Path, months: int) -> None:
    """Do it once, after everything was imported and the definitions were read, and print a Run as JSON."""
    warnings.simplefilter("ignore")
    step = _step(way, folder, months)
    clock, processor = time.perf_counter(), time.process_time()
    answer = step()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    megabytes = _peak_megabytes()
    said = {"seconds": clock, "processor_seconds": processor, "megabytes": megabytes, "answer": answer}
    sys.stdout.write(json.dumps(said))


def _peak_megabytes() -> float:
    """The most that this program held. What `getrusage` says would also know what the one that started it held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak) / 1000


def _step(way: str, folder: Path, months: int) -> Callable[[], str]:
    """What is to be timed. Only the modules of the way are imported: those of others would be in its memory."""
    periods = LAST_MONTH.last(months)
    task = Task(folder, periods)
    if way in TASK_WAYS:
        count: Callable[[Task], Answer] = import_module(TASK_WAYS[way]).count
        return lambda: _digest(count(task))
    ours = import_module("benchmarks.ours")
    if way == "every figure":
        return lambda: str(ours.count_figures(folder, periods))
    if way == "every count":
        return lambda: str(len(ours.evaluated(folder, periods, ours.whole_indicators()).counts))
    columns = ours.needed_columns(
        folder, ours.task_indicators() if way == "scan for the task" else ours.whole_indicators()
    )
    return lambda: str(raw_scan.read(folder, columns))


def _digest(answer: Answer) -> str:
    """The same for equal answers only."""
    plain = [
        [measure, *key, value] for measure, counts in sorted(answer.items()) for key, value in sorted(counts.items())
    ]
    return sha256(json.dumps(plain).encode()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
