"""Workers with children at the end of a month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reference.cells import Record, text_of
from reference.children import County
from reference.months import Month
from reference.rows import Row, holding
from reference.teams import holds_the_case, is_involved_on, latest_begun

TEAM_KINDS = ("assessment", "family-intervention", "looked-after", "disability", "newly-qualified")
SAFEGUARDING = frozenset({"assessment", "family-intervention"})


def find_caseloads(county: County, month: Month) -> Iterator[Row]:
    """One row for each worker with any involvement open, in the team of the one that began last."""
    by_worker: defaultdict[str, list[Record]] = defaultdict(list)
    for involvement in county.records("involvements"):
        worker = text_of(involvement, "invo_professional_id")
        if worker is not None and is_involved_on(involvement, month.last):
            by_worker[worker].append(involvement)
    for worker, involvements in by_worker.items():
        team = text_of(latest_begun(involvements), "invo_professional_team")
        kind = text_of(county.teams.get(team or "", {}), "xtea_team_kind")
        children = {text_of(case, "invo_person_id") for case in involvements if holds_the_case(case)}
        yield Row(
            worker,
            month.last,
            team,
            flags=holding(registered=worker in county.registered_workers, safeguarding_team=kind in SAFEGUARDING)
            | {f"{name.replace('-', '_')}_team" for name in TEAM_KINDS if name == kind},
            amounts={"children": len(children - {None})},
        )
