"""Work that goes on in a process of its own beside this one, and here where no other process can be had."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

A = TypeVar("A")
T = TypeVar("T")
_NONE_TO_BE_HAD = (OSError, ImportError, NotImplementedError, BrokenProcessPool, pickle.PicklingError)
"""No process, no semaphores, no memory; or it was ended."""


@contextmanager
def beside(work: Callable[[A], T], argument: A) -> Iterator[Callable[[], T | None]]:
    """Start the work in another process; what is given waits for its result, None where it came to nothing.

    Both are sent to it pickled. What the work raises is raised here.
    """
    try:
        # A copy of this process could hold a lock that nobody frees: a new one holds none.
        pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        future = pool.submit(work, argument)
    except _NONE_TO_BE_HAD:
        yield lambda: None
        return
    try:
        yield lambda: _result(future)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _result(future: Future[T]) -> T | None:
    try:
        return future.result()
    except _NONE_TO_BE_HAD:
        return None
