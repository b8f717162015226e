"""The task in Polars: lazy frames, collected all at once so that what they share is read once."""

from __future__ import annotations

from datetime import date

import polars as pl

from benchmarks.subset.task import (
    HOLDERS,
    IN_NEED,
    MEASURES,
    NO_LOCALITY,
    OUTCOMES,
    SHORT_BREAKS,
    Answer,
    Month,
    Task,
)

_FAR = pl.lit(date(9999, 12, 31))


def count(task: Task) -> Answer:
    """Every measure."""
    asked = _Asked(task)
    counted = pl.collect_all(
        [asked.contacts(), asked.referrals(), asked.assessments(), asked.in_need(), asked.protected()]
    )
    answer: dict[str, dict[tuple[int, str], int]] = {measure: {} for measure in MEASURES}
    for frame in counted:
        for row in frame.iter_rows(named=True):
            key = row.pop("month"), row.pop("locality") or NO_LOCALITY
            for measure, number in row.items():
                if number:
                    answer[measure][key] = number
    return answer


class _Asked:
    def __init__(self, task: Task) -> None:
        self.task = task
        self.first, self.last = task.months[0].first, task.months[-1].last
        self.areas = self.scan("x_team_area", team="xtea_team_id", locality="xtea_locality_area")
        self.people = self.scan("person", person="pers_person_id", born="pers_dob")
        self.held = (
            self.scan(
                "involvements",
                id="invo_involvements_id",
                person="invo_person_id",
                team="invo_professional_team",
                role="invo_professional_role_id",
                start="invo_involvement_start_date",
                end="invo_involvement_end_date",
            )
            .filter(pl.col("role").fill_null("").str.to_lowercase().is_in(HOLDERS), pl.col("team").is_not_null())
            .drop("role")
        )
        self.episodes = self.scan(
            "cin_episodes",
            id="cine_referral_id",
            person="cine_person_id",
            team="cine_referral_team",
            start="cine_referral_date",
            end="cine_close_date",
            need="cine_cin_primary_need_code",
            assess="cine_referral_outcome_is_single_assessment",
            discuss="cine_referral_outcome_is_strategy_discussion",
        )
        days, numbers = task.working_days
        self.days = pl.LazyFrame({"day": days, "number": numbers})

    def scan(self, table: str, **columns: str) -> pl.LazyFrame:
        return pl.scan_parquet(self.task.path(table)).select(**{name: pl.col(held) for name, held in columns.items()})

    def in_months(self) -> pl.Expr:
        return pl.col("day").is_between(self.first, self.last)

    def children(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """The rows (person, day) of those who are under 18 on the day."""
        born = _number("born")
        return rows.join(self.people, on="person", how="left", maintain_order="none").filter(
            pl.col("born").is_null() | (_number("day") - 180000 < born)
        )

    def with_team(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Adds the child's team on the day to rows (person, day)."""
        keys = rows.select("person", "day").unique()
        rows = rows.join(_latest(keys, self.held, "held_by"), on=["person", "day"], how="left")
        rows = rows.join(_latest(keys, self.episodes, "referred_to"), on=["person", "day"], how="left")
        return rows.with_columns(team=pl.coalesce("held_by", "referred_to"))

    def by_locality(self, rows: pl.LazyFrame, **measures: pl.Expr) -> pl.LazyFrame:
        return rows.join(self.areas, on="team", how="left").group_by("month", "locality").agg(**measures)

    def contacts(self) -> pl.LazyFrame:
        rows = self.scan(
            "contacts",
            person="cont_person_id",
            day="cont_contact_date",
            existing="cont_contact_outcome_is_existing_referral",
        ).filter(self.in_months(), ~pl.col("existing").fill_null(value=False))
        rows = self.with_team(self.children(rows)).with_columns(month=_month("day"))
        return self.by_locality(rows, contacts=pl.len())

    def referrals(self) -> pl.LazyFrame:
        rows = self.episodes.with_columns(day=pl.col("start")).sort("person", "day", "id")
        closes = pl.col("end").fill_null(_FAR).max().over("person", "day")
        rows = rows.with_columns(closes=closes).unique(["person", "day"], keep="first", maintain_order=True)
        rows = rows.with_columns(closed_by=pl.col("closes").cum_max().shift().over("person"))
        rows = rows.filter(pl.col("closed_by").is_null() | (pl.col("closed_by") <= pl.col("day")))
        rows = rows.with_columns(since=(pl.col("day") - pl.col("day").shift().over("person")).dt.total_days())
        rows = rows.filter(self.in_months()).rename({"team": "own"})
        rows = self.with_own_team(rows).with_columns(month=_month("day"))
        return self.by_locality(
            rows,
            referrals=pl.len(),
            re_referrals=(pl.col("since") <= self.task.limit("re-referral")).sum(),
            referrals_to_assessment=(pl.col("assess") | pl.col("discuss")).sum(),
        )

    def with_own_team(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        without = self.with_team(rows.filter(pl.col("own").is_null()).select("person", "day").unique())
        rows = rows.join(without.select("person", "day", "team"), on=["person", "day"], how="left")
        return rows.with_columns(team=pl.coalesce("own", "team"))

    def assessments(self) -> pl.LazyFrame:
        rows = (
            pl.scan_parquet(self.task.path("cin_assessments"))
            .select(
                pl.any_horizontal(OUTCOMES).alias("done"),
                id="cina_assessment_id",
                person="cina_person_id",
                referral="cina_referral_id",
                start="cina_assessment_start_date",
                day="cina_assessment_auth_date",
                own="cina_assessment_team",
            )
            .with_columns(is_first=pl.struct("start", "id").rank("ordinal").over("referral") == 1)
            .filter(self.in_months(), pl.col("done"))
        )
        rows = self.children(rows)
        referred = self.episodes.select(referral="id", referred="start")
        rows = rows.join(referred, on="referral", how="left").with_columns(
            clock=pl.coalesce(pl.when("is_first").then("referred"), "start")
        )
        rows = rows.join(self.days, on="day", how="left")
        rows = rows.join(self.days.rename({"day": "clock", "number": "from_number"}), on="clock", how="left")
        rows = self.with_own_team(rows).with_columns(month=_month("day"))
        in_time = pl.col("number") - pl.col("from_number") <= self.task.limit("assessment")
        return self.by_locality(rows, assessments=pl.len(), assessments_in_time=in_time.sum())

    def plans(self) -> pl.LazyFrame:
        return self.scan(
            "cp_plans",
            id="cppl_cp_plan_id",
            person="cppl_person_id",
            start="cppl_cp_plan_start_date",
            end="cppl_cp_plan_end_date",
            others="cppl_cp_plan_ola",
        ).filter(~pl.col("others").fill_null(value=False))

    def care(self) -> pl.LazyFrame:
        care = self.scan(
            "cla_episodes",
            id="clae_cla_episode_id",
            person="clae_person_id",
            start="clae_cla_episode_start_date",
            end="clae_cla_episode_ceased_date",
        )
        breaks = self.scan(
            "legal_status",
            person="lega_person_id",
            status="lega_legal_status",
            since="lega_legal_status_start_date",
            until="lega_legal_status_end_date",
        ).filter(pl.col("status").is_in(SHORT_BREAKS))
        both = care.join(breaks, on="person").filter(
            pl.col("since") <= pl.col("start"), pl.col("until").is_null() | (pl.col("until") > pl.col("start"))
        )
        return care.join(both, on="id", how="anti")

    def need_plans(self) -> pl.LazyFrame:
        plans = self.scan(
            "cin_plans",
            id="cinp_cin_plan_id",
            person="cinp_person_id",
            start="cinp_cin_plan_start_date",
            end="cinp_cin_plan_end_date",
        )
        made = self.scan("cin_assessments", person="cina_person_id", made="cina_assessment_auth_date")
        outdated = plans.join(made, on="person").filter(pl.col("made") > pl.col("start"))
        outdated = outdated.group_by("id").agg(outdated=pl.col("made").min())
        plans = plans.join(outdated, on="id", how="left")
        return plans.with_columns(end=pl.min_horizontal("end", "outdated"))

    def holders(self, last: date) -> pl.LazyFrame:
        return _open_at(self.held, last).group_by("person").agg(held_by=pl.col("team").sort_by("start", "id").last())

    def cases(self, last: date) -> pl.LazyFrame:
        ordered = {name: pl.col(name).sort_by("start", "id").last() for name in ("team", "need")}
        return _open_at(self.episodes, last).group_by("person").agg(since=pl.col("start").max(), **ordered)

    def in_need(self) -> pl.LazyFrame:
        plans, care, need_plans = self.plans(), self.care(), self.need_plans()
        visits = self.scan(
            "cin_visits", person="cinv_person_id", day="cinv_cin_visit_date", seen="cinv_cin_visit_seen"
        ).filter("seen")

        def at_end(month: Month) -> pl.LazyFrame:
            rows = self.cases(month.last).filter(pl.col("need").is_in(IN_NEED))
            rows = rows.join(_open_at(plans, month.last), on="person", how="anti")
            rows = rows.join(_open_at(care, month.last), on="person", how="anti")
            rows = rows.with_columns(month=pl.lit(month.number), day=pl.lit(month.last))
            rows = rows.with_columns(due=pl.col("since") <= month.plan_due_until)
            current = _open_at(need_plans, month.last).select("person", current=True).unique()
            seen = visits.filter(pl.col("day").is_between(month.seen_since, month.last))
            rows = rows.join(current, on="person", how="left").join(
                seen.select("person", visited=True).unique(), on="person", how="left"
            )
            rows = rows.join(self.holders(month.last), on="person", how="left")
            return rows.with_columns(team=pl.coalesce("held_by", "team"))

        rows = self.children(pl.concat([at_end(month) for month in self.task.months]))
        return self.by_locality(
            rows,
            in_need=pl.len(),
            in_need_plan_due=pl.col("due").sum(),
            in_need_plan_up_to_date=(pl.col("due") & pl.col("current")).sum(),
            in_need_visited=pl.col("visited").sum(),
        )

    def protected(self) -> pl.LazyFrame:
        plans = self.plans()
        visits = self.scan(
            "cp_visits",
            person="cppv_person_id",
            day="cppv_cp_visit_date",
            seen="cppv_cp_visit_seen",
            alone="cppv_cp_visit_seen_alone",
        )

        def at_end(month: Month) -> pl.LazyFrame:
            rows = _open_at(plans, month.last).group_by("person").agg(since=pl.col("start").min())
            rows = rows.with_columns(month=pl.lit(month.number), day=pl.lit(month.last))
            rows = rows.with_columns(due=pl.col("since") <= month.visit_due_until)
            for flag, since in (("seen", month.protected_since), ("alone", month.alone_since)):
                made = visits.filter(pl.col("day").is_between(since, month.last), flag)
                rows = rows.join(
                    made.select("person", pl.lit(value=True).alias(flag)).unique(), on="person", how="left"
                )
            rows = rows.join(self.holders(month.last), on="person", how="left")
            rows = rows.join(self.cases(month.last).select("person", "team"), on="person", how="left")
            return rows.with_columns(team=pl.coalesce("held_by", "team"))

        rows = self.children(pl.concat([at_end(month) for month in self.task.months]))
        return self.by_locality(
            rows,
            protected=pl.len(),
            protected_visit_due=pl.col("due").sum(),
            protected_seen=(pl.col("due") & pl.col("seen")).sum(),
            protected_seen_alone=(pl.col("due") & pl.col("alone")).sum(),
        )


def _latest(keys: pl.LazyFrame, spells: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """For each (person, day) the team of the spell open on the day that began last."""
    both = keys.join(spells.select("person", "team", "start", "end", "id"), on="person").filter(
        pl.col("start") <= pl.col("day"), pl.col("end").is_null() | (pl.col("end") > pl.col("day"))
    )
    return both.group_by("person", "day").agg(pl.col("team").sort_by("start", "id").last().alias(name))


def _open_at(spells: pl.LazyFrame, day: date) -> pl.LazyFrame:
    return spells.filter(pl.col("start") <= day, pl.col("end").is_null() | (pl.col("end") > day))


def _month(day: str) -> pl.Expr:
    return pl.col(day).dt.year().cast(pl.Int64) * 12 + pl.col(day).dt.month() - 1


def _number(day: str) -> pl.Expr:
    column = pl.col(day).dt
    return column.year() * 10000 + column.month().cast(pl.Int32) * 100 + column.day().cast(pl.Int32)
