"""Queries over a frame, each compiled once in a process: Ibis takes longer to write one than DuckDB to answer it."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import ibis

from crossfoot.populations.frame import Frame

_MOST = 256
"""Queries that are kept. The longest has 140,000 characters."""
_compiled: dict[Hashable, str] = {}


def compile_once(frame: Frame, make: Callable[[], ibis.Table], *, about: tuple[Hashable, ...], dialect: str) -> str:
    """The SQL of the expression that `make` gives over `frame`.

    `about` says which expression it is: two that are alike in it, over frames of one `Frame.key`, must be the same.
    """
    key = (frame.key, about, dialect)
    query = _compiled.get(key)
    if query is None:
        query = str(ibis.to_sql(make(), dialect=dialect, pretty=False))
        if len(_compiled) >= _MOST:
            _compiled.pop(next(iter(_compiled)))
        _compiled[key] = query
    return query
