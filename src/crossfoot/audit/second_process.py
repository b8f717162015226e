"""Work that goes on in a process of its own beside this one, piece by piece, and here where none can be had."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import IO, Generic, TypeVar, cast

A = TypeVar("A")
T = TypeVar("T")
_NONE_TO_BE_HAD = (
    OSError, EOFError, MemoryError, ValueError, TypeError, AttributeError, ImportError, pickle.PickleError,
)  # fmt: skip
"""No process, no memory; it was ended; or what is to be sent cannot be."""


@contextmanager
def beside(work: Callable[[A], T], pieces: Iterable[A]) -> Iterator[Callable[[], list[T] | None]]:
    """Do the work on each piece in another process. What is given waits for the results; None: they came to nothing.

    A piece is sent when the one before it is done, pickled, and so is each result. What the work raises is raised here.
    """
    try:
        # A copy of this process could hold a lock that nobody frees, and what it holds in memory: a new one holds none.
        process = subprocess.Popen(  # noqa: S603 our own program, without arguments from outside
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except _NONE_TO_BE_HAD:
        yield lambda: None
        return
    talk = _Talk(process, work, pieces)
    talk.thread.start()
    try:
        yield talk.results
    finally:
        process.kill()
        process.wait()
        talk.thread.join()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                cast("IO[bytes]", stream).close()


class _Talk(Generic[A, T]):
    """What is said to the other process and what it answers, in a thread: this process goes on with its own work."""

    def __init__(self, process: subprocess.Popen[bytes], work: Callable[[A], T], pieces: Iterable[A]) -> None:
        says, hears = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        self.thread = Thread(target=self._run, args=(says, hears, work, pieces), daemon=True)
        self.answers: list[T] = []
        self.error: Exception | None = None
        self.done = False

    def _run(self, says: IO[bytes], hears: IO[bytes], work: Callable[[A], T], pieces: Iterable[A]) -> None:
        try:
            _say(says, sys.path)
            _say(says, work)
            for piece in pieces:
                _say(says, piece)
                result, self.error = pickle.load(hears)  # noqa: S301 our own program wrote it
                if self.error is not None:
                    return
                self.answers.append(result)
        except _NONE_TO_BE_HAD:
            return
        self.done = True

    def results(self) -> list[T] | None:
        """What was answered to each piece, once all are done; None where not all were."""
        self.thread.join()
        if self.error is not None:
            raise self.error
        return self.answers if self.done else None


def _say(stream: IO[bytes], what: object) -> None:
    pickle.dump(what, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def main(hears: IO[bytes], says: IO[bytes]) -> None:
    """Do one kind of work on what is sent until no more is: the other side of `beside`."""
    sys.path[:] = pickle.load(hears)  # noqa: S301 our own program wrote it
    work = pickle.load(hears)  # noqa: S301
    with suppress(EOFError):
        while True:
            piece = pickle.load(hears)  # noqa: S301
            answer: tuple[object, Exception | None]
            try:
                answer = (work(piece), None)
            except Exception as error:  # noqa: BLE001 raised where the result is waited for
                answer = (None, error)
            del piece
            _say(says, answer)
            del answer


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
