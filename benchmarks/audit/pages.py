"""How long a pack of 500 pages takes in each format, and how much memory: `python -m benchmarks.audit.pages [PAGES]`.

Each is read and checked in a process of its own, and beside it a pack of a fifth of the pages, so that what is said is
a ratio: five times the pages should take five times as long. A page is 40 lines; of a PDF, a page.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from random import Random

from benchmarks.audit.clean_pack import make_pack
from benchmarks.audit.pack_model import Block, Words
from benchmarks.audit.writers import WRITERS

LINES_OF_A_PAGE = 40
FIRST_SEED = 100
_HOUSE = Path(__file__).parents[2]


def blocks_of(pages: int) -> list[Block]:
    """Clean packs one after another until there are so many pages."""
    blocks: list[Block] = []
    lines, seed = 0, FIRST_SEED
    while lines < pages * LINES_OF_A_PAGE:
        own = make_pack(seed)
        lines += sum(2 if isinstance(block, Words) else len(block.header) + len(block.rows) + 1 for block in own)
        blocks += own
        seed += 1
    return blocks


def write_pdf(blocks: list[Block], path: Path, pages: int) -> None:
    """As a typesetter makes it: every other table with lines around its cells. Cut to so many pages."""
    import pikepdf  # noqa: PLC0415 what is measured runs without the makers

    said = ['#set page(paper: "a4", flipped: true)', "#set text(size: 9pt)"]
    for number, block in enumerate(blocks):
        if isinstance(block, Words):
            weight = "bold" if block.heading else "regular"
            said.append(f"#par(text({_quoted(block.text)}, weight: {_quoted(weight)}))")
            continue
        width = max(map(len, (*block.header, *block.rows)))
        cells = [cell for row in (*block.header, *block.rows) for cell in (*row, *[""] * (width - len(row)))]
        lines = "0.5pt" if number % 2 else "none"
        said.append(f"#table(columns: {width}, stroke: {lines}, {', '.join(map(_quoted, cells))})")
    with pikepdf.open(_compiled("\n\n".join(said), path)) as made:
        while len(made.pages) > pages:
            del made.pages[-1]
        made.save(path)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _compiled(source: str, path: Path) -> Path:
    import typst  # noqa: PLC0415 the same

    made = path.with_suffix(".whole.pdf")
    made.write_bytes(typst.compile(source.encode()))
    return made


def make(form: str, pages: int, folder: Path) -> Path:
    """A pack of that form."""
    path = folder / f"pack-{pages}.{form}"
    blocks = blocks_of(pages)
    if form == "pdf":
        write_pdf(blocks * (1 + pages // 400), path, pages)
    else:
        WRITERS[form](blocks, path, Random(1))  # noqa: S311 a benchmark repeats itself
    return path


def run(path: Path) -> dict[str, float]:
    """Seconds to read and to check, by the clock and by the processors, and the most megabytes held at a time."""
    from crossfoot.audit.run_audit import run_audit  # noqa: PLC0415 its memory is measured, that of the makers is not
    from crossfoot.sources.packs.open_pack import open_pack  # noqa: PLC0415

    readers: dict[str, int] = {}
    threading.Thread(target=_watch, args=(readers,), daemon=True).start()
    begun, used = time.perf_counter(), sum(os.times()[:4])
    pack = open_pack(path)
    read = time.perf_counter()
    run_audit(pack, processes=os.cpu_count() or 1)
    done = time.perf_counter()
    return {
        "reading": read - begun,
        "checking": done - read,
        "processor": sum(os.times()[:4]) - used,
        "megabytes": (_peak("self") + sum(sorted(readers.values())[-2:])) / 1000,
    }


def _watch(readers: dict[str, int]) -> None:
    """Note the most that each process held which this one started. `getrusage` would say what its starter held.

    The last that is seen counts: before it is a program of its own a process seems to hold what its starter does.
    """
    while True:
        for children in Path("/proc/self/task").glob("*/children"):
            for child in children.read_text(encoding="ascii").split():
                readers[child] = _peak(child) or readers.get(child, 0)
        time.sleep(0.05)


def _peak(process: str) -> int:
    """Kilobytes; 0 where the process has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def run_apart(path: Path) -> dict[str, float]:
    """The same in a new process."""
    command = [sys.executable, "-m", "benchmarks.audit.pages", "--run", str(path)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=_HOUSE)  # noqa: S603
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def main(pages: int) -> None:
    """A line for each format."""
    columns = {"reading": "reading, s", "checking": "checking, s", "processor": "processor, s", "megabytes": "MB"}
    print(f"{pages} pages; in brackets how many times as much as {pages // 5} pages")
    print(f"{'':<6}" + "".join(f"{words:>18}" for words in columns.values()))
    with tempfile.TemporaryDirectory() as folder:
        for form in (*WRITERS, "pdf"):
            few = run_apart(make(form, pages // 5, Path(folder)))
            many = run_apart(make(form, pages, Path(folder)))
            told = [f"{many[name]:.1f} ({many[name] / few[name]:.1f})" for name in columns]
            print(f"{form:<6}" + "".join(f"{text:>18}" for text in told), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        sys.stdout.write(json.dumps(run(Path(sys.argv[2]))))
    else:
        main(int(next((each for each in sys.argv[1:] if each.isdecimal()), "500")))
