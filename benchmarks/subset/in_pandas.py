"""The task in pandas: vectorised, flows at one go and stocks month by month."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from benchmarks.subset.task import HOLDERS, IN_NEED, MEASURES, NO_LOCALITY, OUTCOMES, SHORT_BREAKS, Answer, Task

_FAR = pd.Timestamp("2262-01-01")


def count(task: Task) -> Answer:
    """Every measure."""
    counting = _Counting(task)
    counting.contacts()
    counting.referrals()
    counting.assessments()
    counting.stocks()
    return counting.answer


class _Counting:
    def __init__(self, task: Task) -> None:
        self.task = task
        self.answer: dict[str, dict[tuple[int, str], int]] = {measure: defaultdict(int) for measure in MEASURES}
        self.first = pd.Timestamp(task.months[0].first)
        self.last = pd.Timestamp(task.months[-1].last)
        areas = self.read("x_team_area", "xtea_team_id", "xtea_locality_area")
        self.locality = areas.set_index("xtea_team_id")["xtea_locality_area"]
        self.born = self.read("person", "pers_person_id", "pers_dob").set_index("pers_person_id")["pers_dob"]
        held = self.read(
            "involvements",
            "invo_involvements_id",
            "invo_person_id",
            "invo_professional_team",
            "invo_professional_role_id",
            "invo_involvement_start_date",
            "invo_involvement_end_date",
        )
        role = held["invo_professional_role_id"].fillna("").str.lower()
        held = held[role.isin(HOLDERS) & held["invo_professional_team"].notna()].drop(
            columns="invo_professional_role_id"
        )
        self.held = held.set_axis(["id", "person", "team", "start", "end"], axis=1).sort_values(["start", "id"])
        self.episodes = self.read(
            "cin_episodes",
            "cine_referral_id",
            "cine_person_id",
            "cine_referral_team",
            "cine_referral_date",
            "cine_close_date",
            "cine_cin_primary_need_code",
            "cine_referral_outcome_is_single_assessment",
            "cine_referral_outcome_is_strategy_discussion",
        ).set_axis(["id", "person", "team", "start", "end", "need", "assess", "discuss"], axis=1)
        self.episodes = self.episodes.sort_values(["start", "id"])

    def read(self, table: str, *columns: str) -> pd.DataFrame:
        frame = pd.read_parquet(self.task.path(table), columns=list(columns), dtype_backend="pyarrow")
        for name, kind in frame.dtypes.items():
            if "date32" in str(kind):
                frame[name] = frame[name].astype("datetime64[s]")
        return frame

    def add(self, measure: str, month: pd.Series, team: pd.Series) -> None:
        locality = team.map(self.locality).fillna(NO_LOCALITY)
        for key, size in pd.DataFrame({"m": month, "l": locality}).groupby(["m", "l"], sort=False).size().items():
            self.answer[measure][key] += int(size)

    def under_18(self, person: pd.Series, day: pd.Series) -> pd.Series:
        born = person.map(self.born)
        return born.isna() | (_as_number(day) - 180000 < _as_number(born))

    def teams(self, rows: pd.DataFrame) -> pd.Series:
        """The child's team on the day, in the order of `rows` (person, day)."""
        keys = rows[["person", "day"]].drop_duplicates()
        held = _open_on(keys, self.held).drop_duplicates(["person", "day"], keep="last")
        referred = _open_on(keys, self.episodes[["person", "team", "start", "end"]])
        referred = referred.drop_duplicates(["person", "day"], keep="last")
        both = rows.merge(held[["person", "day", "team"]], how="left", on=["person", "day"])
        both = both.merge(
            referred[["person", "day", "team"]], how="left", on=["person", "day"], suffixes=("", "_other")
        )
        return both["team"].fillna(both["team_other"]).set_axis(rows.index)

    def in_months(self, day: pd.Series) -> pd.Series:
        return day.between(self.first, self.last)

    def contacts(self) -> None:
        rows = self.read(
            "contacts", "cont_person_id", "cont_contact_date", "cont_contact_outcome_is_existing_referral"
        ).set_axis(["person", "day", "existing"], axis=1)
        rows = rows[self.in_months(rows["day"]) & ~rows["existing"].fillna(value=False).astype(bool)]
        rows = rows[self.under_18(rows["person"], rows["day"])]
        self.add("contacts", _month(rows["day"]), self.teams(rows))

    def referrals(self) -> None:
        ordered = self.episodes.sort_values(["person", "start", "id"])
        closes = ordered["end"].fillna(_FAR).groupby([ordered["person"], ordered["start"]], sort=False).transform("max")
        rows = ordered.assign(closes=closes).drop_duplicates(["person", "start"])
        by_person = rows.groupby("person", sort=False)
        closed_by = by_person["closes"].cummax().groupby(rows["person"], sort=False).shift()
        rows = rows[closed_by.isna() | (closed_by <= rows["start"])]
        since = (rows["start"] - rows.groupby("person", sort=False)["start"].shift()).dt.days
        rows = rows.assign(again=since <= self.task.limit("re-referral"), day=rows["start"])
        rows = rows[self.in_months(rows["day"])]
        team = rows["team"].copy()
        team[team.isna()] = self.teams(rows.loc[team.isna(), ["person", "day"]])
        month = _month(rows["day"])
        self.add("referrals", month, team)
        self.add("re_referrals", month[rows["again"]], team[rows["again"]])
        assessed = (rows["assess"] | rows["discuss"]).fillna(value=False).astype(bool)
        self.add("referrals_to_assessment", month[assessed], team[assessed])

    def assessments(self) -> None:
        rows = self.read(
            "cin_assessments",
            "cina_assessment_id",
            "cina_person_id",
            "cina_referral_id",
            "cina_assessment_start_date",
            "cina_assessment_auth_date",
            "cina_assessment_team",
            *OUTCOMES,
        ).rename(
            columns={
                "cina_person_id": "person",
                "cina_assessment_auth_date": "day",
                "cina_assessment_team": "team",
                "cina_assessment_start_date": "start",
            }
        )
        rows = rows.sort_values(["cina_referral_id", "start", "cina_assessment_id"])
        rows["first"] = ~rows.duplicated("cina_referral_id")
        rows = rows[self.in_months(rows["day"]) & rows[list(OUTCOMES)].any(axis=1)]
        rows = rows[self.under_18(rows["person"], rows["day"])]
        referred = rows["cina_referral_id"].map(self.episodes.set_index("id")["start"])
        clock = referred.where(rows["first"]).fillna(rows["start"])
        days, numbers = self.task.working_days
        number = pd.Series(numbers, index=pd.to_datetime(days))
        in_time = rows["day"].map(number) - clock.map(number) <= self.task.limit("assessment")
        team = rows["team"].copy()
        team[team.isna()] = self.teams(rows.loc[team.isna(), ["person", "day"]])
        month = _month(rows["day"])
        self.add("assessments", month, team)
        self.add("assessments_in_time", month[in_time], team[in_time])

    def stocks(self) -> None:
        plans = self.read(
            "cp_plans",
            "cppl_cp_plan_id",
            "cppl_person_id",
            "cppl_cp_plan_start_date",
            "cppl_cp_plan_end_date",
            "cppl_cp_plan_ola",
        ).set_axis(["id", "person", "start", "end", "others"], axis=1)
        plans = plans[~plans["others"].fillna(value=False).astype(bool)].sort_values(["start", "id"])
        care = self.care()
        need_plans = self.need_plans()
        visits = self.read("cin_visits", "cinv_person_id", "cinv_cin_visit_date", "cinv_cin_visit_seen")
        visits = visits.set_axis(["person", "day", "seen"], axis=1)
        visits = visits[visits["seen"].fillna(value=False).astype(bool)]
        protected_visits = self.read(
            "cp_visits", "cppv_person_id", "cppv_cp_visit_date", "cppv_cp_visit_seen", "cppv_cp_visit_seen_alone"
        ).set_axis(["person", "day", "seen", "alone"], axis=1)
        for month in self.task.months:
            last = pd.Timestamp(month.last)
            held = _open_at(self.held, last).drop_duplicates("person", keep="last").set_index("person")["team"]
            cases = _open_at(self.episodes, last).drop_duplicates("person", keep="last")
            referred = cases.set_index("person")["team"]
            protected = _open_at(plans, last).drop_duplicates("person")
            cared = _open_at(care, last)["person"]
            rows = cases[cases["need"].isin(IN_NEED)]
            rows = rows[~rows["person"].isin(protected["person"]) & ~rows["person"].isin(cared)]
            rows = self.of_children(rows, last)
            team = rows["person"].map(held).fillna(rows["team"])
            due = rows["start"] <= pd.Timestamp(month.plan_due_until)
            current = due & rows["person"].isin(_open_at(need_plans, last)["person"])
            visited = rows["person"].isin(
                visits.loc[visits["day"].between(pd.Timestamp(month.seen_since), last), "person"]
            )
            self.add_all(
                month.number,
                team,
                in_need=None,
                in_need_plan_due=due,
                in_need_plan_up_to_date=current,
                in_need_visited=visited,
            )
            rows = self.of_children(protected, last)
            team = rows["person"].map(held).fillna(rows["person"].map(referred))
            due = rows["start"] <= pd.Timestamp(month.visit_due_until)
            recent = protected_visits[protected_visits["day"].between(pd.Timestamp(month.protected_since), last)]
            seen = rows["person"].isin(recent.loc[recent["seen"].fillna(value=False).astype(bool), "person"])
            recent = protected_visits[protected_visits["day"].between(pd.Timestamp(month.alone_since), last)]
            alone = rows["person"].isin(recent.loc[recent["alone"].fillna(value=False).astype(bool), "person"])
            self.add_all(
                month.number,
                team,
                protected=None,
                protected_visit_due=due,
                protected_seen=due & seen,
                protected_seen_alone=due & alone,
            )

    def of_children(self, rows: pd.DataFrame, last: pd.Timestamp) -> pd.DataFrame:
        return rows[self.under_18(rows["person"], pd.Series(last, index=rows.index))]

    def add_all(self, month: int, team: pd.Series, **flags: pd.Series | None) -> None:
        for measure, flag in flags.items():
            held = team if flag is None else team[flag]
            self.add(measure, pd.Series(month, index=held.index), held)

    def care(self) -> pd.DataFrame:
        care = self.read(
            "cla_episodes", "clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"
        ).set_axis(["person", "start", "end"], axis=1)
        legal = self.read(
            "legal_status",
            "lega_person_id",
            "lega_legal_status",
            "lega_legal_status_start_date",
            "lega_legal_status_end_date",
        ).set_axis(["person", "status", "from", "to"], axis=1)
        breaks = legal[legal["status"].isin(SHORT_BREAKS)]
        both = care.reset_index().merge(breaks, on="person")
        both = both[(both["from"] <= both["start"]) & (both["to"].isna() | (both["to"] > both["start"]))]
        return care.drop(index=both["index"].unique())

    def need_plans(self) -> pd.DataFrame:
        plans = self.read(
            "cin_plans",
            "cinp_cin_plan_id",
            "cinp_person_id",
            "cinp_cin_plan_start_date",
            "cinp_cin_plan_end_date",
        ).set_axis(["id", "person", "start", "end"], axis=1)
        made = self.read("cin_assessments", "cina_person_id", "cina_assessment_auth_date")
        later = plans.merge(made, left_on="person", right_on="cina_person_id")
        later = later[later["cina_assessment_auth_date"] > later["start"]]
        outdated = plans["id"].map(later.groupby("id")["cina_assessment_auth_date"].min())
        return plans.assign(end=np.fmin(plans["end"].fillna(_FAR), outdated.fillna(_FAR)))


def _open_at(spells: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    return spells[(spells["start"] <= day) & (spells["end"].isna() | (spells["end"] > day))]


def _open_on(keys: pd.DataFrame, spells: pd.DataFrame) -> pd.DataFrame:
    both = spells.merge(keys, on="person")
    return both[(both["start"] <= both["day"]) & (both["end"].isna() | (both["end"] > both["day"]))]


def _month(day: pd.Series) -> pd.Series:
    return day.dt.year * 12 + day.dt.month - 1


def _as_number(day: pd.Series) -> pd.Series:
    return day.dt.year * 10000 + day.dt.month * 100 + day.dt.day
