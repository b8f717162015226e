"""Facts about a person at a month end, put to rows about the person and month."""

from __future__ import annotations

from collections.abc import Sequence

import ibis

KEYS = ("person_id", "month")


def with_facts(rows: ibis.Table, *facts: ibis.Table, keys: Sequence[str] = KEYS) -> ibis.Table:
    """Adds the other columns of each of `facts`, which has one row for each of `keys`; NULL where it has none.

    All are joined at once: every step of its own would repeat every column in the query.
    """
    joined = rows
    names: list[str] = []
    for number, each in enumerate(facts):
        own = {f"_{key}_{number}": key for key in keys}
        fact = each.rename(own)
        joined = joined.left_join(fact, [rows[key] == fact[name] for name, key in own.items()])
        names += own
    return joined.drop(*names)


def latest_begun(spells: ibis.Table) -> ibis.Table:
    """For each person and month the spell that began last, of those laid out by `Frame.at_month_ends`.

    `spells` has `start` and `id`, which are left out of what is given: of two that began on one day it is the one with
    the highest id.
    """
    order = ibis.window(group_by=[spells[key] for key in KEYS], order_by=[spells.start.desc(), spells.id.desc()])
    ranked = spells.mutate(place=ibis.row_number().over(order))
    return ranked.filter(ranked.place == 0).drop("place", "start", "id")
