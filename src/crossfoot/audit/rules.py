"""Every rule of the audit, by its id: what is documented, counted and reported."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import crossfoot.audit
from crossfoot.audit.finding import Rule


def _rules() -> Iterator[Rule]:
    """The rules that the `find_*` modules of this folder define."""
    for found in pkgutil.walk_packages(crossfoot.audit.__path__, "crossfoot.audit."):
        if found.name.rpartition(".")[2].startswith("find_"):
            module = importlib.import_module(found.name)
            yield from (value for value in vars(module).values() if isinstance(value, Rule))


RULES: dict[str, Rule] = {rule.id: rule for rule in sorted(_rules(), key=lambda rule: (rule.kind.value, rule.id))}
"""By id, in the order of their kinds."""


def rule_of(name: str) -> Rule:
    """The rule of that id. Raises KeyError."""
    return RULES[name]
