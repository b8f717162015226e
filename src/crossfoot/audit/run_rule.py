"""One rule that stops does not stop the audit."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

from crossfoot.audit.study import Study

Asked = ParamSpec("Asked")


def run_rule(study: Study, rule: Callable[Asked, None], *asked: Asked.args, **others: Asked.kwargs) -> None:
    """A rule that stops at an error of its own is told of; the others run all the same."""
    try:
        rule(*asked, **others)
    except Exception as error:  # noqa: BLE001 - a table that no rule foresaw must not keep the rest of a pack unchecked
        study.ledger.stopped(rule.__name__.replace("_", " "), error)
