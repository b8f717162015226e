"""Teams by month, against the team of each day."""

from __future__ import annotations

import ibis
import pytest
from fast_figures import Fast
from reference.histories import draw_county
from small_histories import MONTHS

from crossfoot.populations.month_masks import MonthMasks
from crossfoot.populations.team_masks import in_team_by_month
from crossfoot.populations.teams import with_team


class Teams(Fast):
    """Children with an episode of care, each at every month end, in the team that either way gives."""

    def by_day(self) -> set[tuple[object, ...]]:
        """By the day that is looked at."""
        rows = self._children().cross_join(self.frame.months.select("month", day="last_day"))
        return self._run(with_team(self.frame, rows))

    def by_month(self) -> set[tuple[object, ...]]:
        """By masks."""
        masks = MonthMasks(self.frame)
        rows = self._children().mutate(mask=ibis.literal((1 << masks.count) - 1).cast("int64"))
        return self._run(masks.laid_out(in_team_by_month(masks, rows, self._children()), "mask"))

    def _children(self) -> ibis.Table:
        episodes = self.frame.table("cla_episodes")
        return episodes.filter(episodes.clae_person_id.notnull()).select(person_id="clae_person_id").distinct()

    def _run(self, rows: ibis.Table) -> set[tuple[object, ...]]:
        found = self._connection.execute(ibis.to_sql(rows.select("person_id", "month", "team"), dialect="duckdb"))
        rows_found = found.fetchall()
        assert len(set(rows_found)) == len(rows_found)
        return set(rows_found)


@pytest.fixture(scope="module")
def teams() -> Teams:
    return Teams(MONTHS)


@pytest.mark.parametrize("dirty", [False, True])
def test_the_team_of_a_month_is_that_of_its_day(teams: Teams, dirty: bool) -> None:
    for seed in range(4):
        teams.load(draw_county(seed, 40, dirty=dirty).records)
        by_day = teams.by_day()
        assert teams.by_month() == by_day
        assert len({team for _, _, team in by_day}) > 3
