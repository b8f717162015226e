"""Read the pages of a PDF in processes of their own, which are ended when a page takes too long or too much memory.

A PDF is a program. One page of it can keep a computer busy for ever, or bring down whatever reads it; then this page
is lost and named, and the rest is read. `python -m crossfoot.sources.packs.pages_apart FILE` is such a process: it says
how many pages there are, takes `START STOP` on its input and gives each page as a line of JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from crossfoot.sources.packs.page_blocks import Block
from crossfoot.sources.record_files import FileRefusedError

MOST_PAGES = 3000
PROCESSES, AT_A_TIME = 2, 10
"""A short pack is read by one process: starting another takes as long as reading 20 pages."""
OPEN_SECONDS, PAGE_SECONDS, WHOLE_SECONDS = 30.0, 10.0, 600.0
"""A page takes a hundredth of a second or two."""
MOST_LOST = 20
"""After so many pages lost by time or memory no more are tried."""
MOST_BYTES = 1_500_000_000
"""Of memory, as the system counts what a process could use. Reading takes a tenth of it."""
_LARGEST_SAID = 50_000_000
_THIS = "crossfoot.sources.packs.pages_apart"


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page: `state` is `read`, or why it was not; its blocks in order; pictures on it as a share of the page."""

    state: str
    blocks: list[Block] = field(default_factory=list)
    height: float = 0
    letters: int = 0
    unknown: int = 0
    pictures: float = 0


LOST = PageRead("lost")
"""It took too long, or more memory than a page may."""
NOT_TRIED = PageRead("not tried")


@dataclass
class _Worker:
    """A process that reads, the pages it was told to, and when it must have said something."""

    process: subprocess.Popen[bytes]
    at: int = 0
    stop: int = 0
    deadline: float = 0


def read_pages(path: Path) -> Generator[tuple[int, PageRead], None, None]:
    """How many pages there are, with each page in order. Close it: that ends the processes.

    Raises FileRefusedError where it is no PDF, or locked.
    """
    reading = _Reading(path)
    try:
        yield from reading.pages()
    finally:
        reading.end()


class _Reading:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.said: queue.SimpleQueue[tuple[_Worker, dict[str, Any] | None]] = queue.SimpleQueue()
        self.workers: list[_Worker] = []
        self.found: dict[int, PageRead] = {}
        self.lost = 0
        self.until = time.monotonic() + WHOLE_SECONDS

    def pages(self) -> Iterator[tuple[int, PageRead]]:
        self._start()
        count = self._count()
        last = min(count, MOST_PAGES)
        todo = deque((start, min(start + AT_A_TIME, last)) for start in range(0, last, AT_A_TIME))
        if len(todo) > 2:
            for _ in range(PROCESSES - 1):
                self._start()
        for number in range(last):
            while number not in self.found:
                if self.lost > MOST_LOST or time.monotonic() > self.until:
                    self.found[number] = NOT_TRIED
                    break
                self._go_on(todo)
            yield count, self.found.pop(number)

    def end(self) -> None:
        """End every process that was started."""
        for worker in self.workers:
            _end(worker)

    def _start(self) -> None:
        process = subprocess.Popen(  # noqa: S603 our own program, given a path as its argument
            [sys.executable, "-P", "-m", _THIS, os.fspath(self.path.absolute())],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        worker = _Worker(process, deadline=time.monotonic() + OPEN_SECONDS)
        self.workers.append(worker)
        threading.Thread(target=self._listen, args=(worker,), daemon=True).start()

    def _listen(self, worker: _Worker) -> None:
        """Passes on what a process says, None at its end."""
        stream = worker.process.stdout
        with contextlib.suppress(OSError, ValueError):
            while stream is not None and (line := stream.readline(_LARGEST_SAID)):
                self.said.put((worker, json.loads(line)))
        self.said.put((worker, None))

    def _count(self) -> int:
        try:
            _, message = self.said.get(timeout=OPEN_SECONDS)
        except queue.Empty:
            message = None
        if message is None:
            raise FileRefusedError(
                "PACK-PDF-BROKEN", "opening it takes too long, or too much memory.", "Print it to PDF again."
            )
        if message.get("refused") == "locked":
            raise FileRefusedError(
                "PACK-LOCKED", "it is protected by a password.", "Remove the password and save it again."
            )
        if "refused" in message:
            raise FileRefusedError("PACK-PDF-BROKEN", "it is damaged, or no PDF.", "Print it to PDF again.")
        return int(message["pages"])

    def _go_on(self, todo: deque[tuple[int, int]]) -> None:
        """Give work to who has none, then wait until somebody says something, or should have."""
        for worker in self.workers:
            if worker.at == worker.stop and todo:
                worker.at, worker.stop = todo.popleft()
                worker.deadline = time.monotonic() + OPEN_SECONDS
                with contextlib.suppress(OSError):
                    _tell(worker, f"{worker.at} {worker.stop}\n")
        busy = [worker for worker in self.workers if worker.at < worker.stop]
        wait = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        try:
            worker, message = self.said.get(timeout=wait)
        except queue.Empty:
            for worker in busy:
                if worker.deadline <= time.monotonic():
                    self._give_up(worker, todo)
            return
        if worker not in self.workers:
            return
        if message is None:
            self._give_up(worker, todo)
        elif "page" in message:
            page = message.pop("page")
            self.found[page] = PageRead(**message)
            worker.at, worker.deadline = page + 1, time.monotonic() + PAGE_SECONDS

    def _give_up(self, worker: _Worker, todo: deque[tuple[int, int]]) -> None:
        """The page that it was reading is lost; another process goes on with the next."""
        _end(worker)
        self.workers.remove(worker)
        if worker.at < worker.stop:
            self.found[worker.at] = LOST
            self.lost += 1
            if worker.at + 1 < worker.stop:
                todo.appendleft((worker.at + 1, worker.stop))
        if todo:
            self._start()


def _tell(worker: _Worker, words: str) -> None:
    if worker.process.stdin is not None:
        worker.process.stdin.write(words.encode())
        worker.process.stdin.flush()


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.wait()
    for stream in (worker.process.stdin, worker.process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def main(path: str, *, told: BinaryIO, says: BinaryIO) -> None:
    """Open the file, say how many pages it has, read those asked for. What it raises ends the process."""
    _limit_memory()
    from crossfoot.sources.packs.page_of_pdf import open_document, read_page  # noqa: PLC0415 it loads pdfium

    def say(**words: Any) -> None:
        says.write(json.dumps(words).encode() + b"\n")
        says.flush()

    document = open_document(path)
    if isinstance(document, str):
        say(refused=document)
        return
    say(pages=len(document))
    for line in told:
        start, stop = map(int, line.split())
        for number in range(start, stop):
            say(page=number, **read_page(document, number))


def _limit_memory() -> None:
    """As far as the system can: Windows cannot, and there only the time is limited."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


if __name__ == "__main__":
    main(sys.argv[1], told=sys.stdin.buffer, says=sys.stdout.buffer)
