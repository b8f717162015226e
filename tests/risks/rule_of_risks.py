"""Risks drawn at random, with the shipped policy."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from crossfoot.indicators.catalogue import shipped_definitions
from crossfoot.judgements.policies import Policies
from crossfoot.risks.history import Risk
from crossfoot.risks.registers import Appetite, RiskEntry, RiskReview, RiskTask
from crossfoot.vocabulary.periods import Period

POLICY = Policies.load(shipped_definitions() / "policies").risks
_LEVELS = st.integers(1, 5)
_DAYS = st.dates(date(2016, 6, 1), date(2017, 6, 30))
_ROLES = st.sampled_from(["Head of Education", "Head of Planning"])


@st.composite
def drawn_risk(draw: st.DrawFn) -> Risk:
    """Up to four reviews on different days, up to three tasks."""
    entry = RiskEntry.model_validate(
        {
            "id": "a-risk",
            "number": "R1",
            "name": "A risk",
            "category": "D",
            "area": "Education",
            "description": "Something may happen.",
            "entered_on": date(2015, 1, 1),
            "target_likelihood": draw(_LEVELS),
            "target_impact": draw(_LEVELS),
            "target_date": draw(_DAYS),
            "appetite": draw(st.sampled_from([None, *Appetite])),
            "owner": draw(_ROLES),
        }
    )
    days = sorted(draw(st.sets(_DAYS, max_size=4)))
    level = draw(st.sampled_from([st.just(3), _LEVELS]))
    reviews = [
        RiskReview.model_validate(
            {
                "risk": "a-risk",
                "reviewed_on": day,
                "likelihood": draw(level),
                "impact": draw(level),
                "prospects": draw(st.sampled_from(["red", "amber", "green", "met"])),
                "reviewer": draw(_ROLES),
                "printed_next_review": draw(
                    st.sampled_from([None, Period.month_of(day), Period.month_of(day).shift(3)])
                ),
            }
        )
        for day, month in ((day, Period.month_of(day)) for day in days)
    ]
    tasks = [
        RiskTask.model_validate(
            {
                "risk": "a-risk",
                "task": f"task-{place}",
                "what": "Do something",
                "owner": draw(st.sampled_from([None, "Head of Transport"])),
                "due": draw(st.one_of(st.none(), _DAYS)),
                "state": state,
                "done_on": draw(st.one_of(st.none(), _DAYS)) if state == "done" else None,
            }
        )
        for place, state in enumerate(draw(st.lists(st.sampled_from(["open", "done"]), max_size=3)))
    ]
    return Risk(entry, tuple(reviews), tuple(tasks))
