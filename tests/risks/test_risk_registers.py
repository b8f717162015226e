"""The registers of risks as they are read: what they take, what they refuse, what they only say."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.judgements.risk_pressures import pressing_risks
from crossfoot.registers.register import Registers
from crossfoot.risks.history import Travel, risks_of
from crossfoot.sources.registers import read_registers
from crossfoot.vocabulary.issues import Issue, Severity

RISKS = (
    "id,number,name,category,area,cause,event,consequence,description,entered_on,inherent_likelihood,inherent_impact,"
    "target_likelihood,target_impact,target_date,appetite,treatment,owner,budget_lines,closed_on,printed_target_score\n"
)
TASKS = "risk,task,what,owner,due,state,done_on\n"
REVIEWS = "risk,reviewed_on,likelihood,impact,prospects,progress,reviewer,printed_score,printed_next_review\n"
RISK = {
    "id": "transport",
    "number": "RM1",
    "name": "Transport",
    "category": "D",
    "area": "Education",
    "description": "Transport may cost more.",
    "entered_on": "04/11/2015",
    "target_likelihood": "2",
    "target_impact": "3",
    "target_date": "2017-03-31",
    "owner": "Head of Education",
}
REVIEW = {
    "risk": "transport",
    "reviewed_on": "2017-02-28",
    "likelihood": "4",
    "impact": "3",
    "prospects": "red",
    "reviewer": "Head of Planning",
}


def row(header: str, cells: dict[str, str]) -> str:
    names = header.strip().split(",")
    assert set(cells) <= set(names)
    return ",".join(f'"{cells.get(name, "")}"' for name in names) + "\n"


def read(
    folder: Path,
    risks: list[dict[str, str]] | None = None,
    tasks: list[dict[str, str]] | None = None,
    reviews: list[dict[str, str]] | None = None,
) -> tuple[Registers, tuple[Issue, ...]]:
    files = {}
    for name, header, rows in (
        ("risks", RISKS, [RISK] if risks is None else risks),
        ("risk-tasks", TASKS, tasks or []),
        ("risk-reviews", REVIEWS, [REVIEW] if reviews is None else reviews),
    ):
        if rows:
            (folder / f"{name}.csv").write_text(header + "".join(row(header, cells) for cells in rows))
            files[name] = f"{name}.csv"
    return read_registers(folder, files)


def codes(issues: tuple[Issue, ...]) -> list[tuple[str, str, int | None, str]]:
    return [(issue.code, issue.file, issue.row, issue.field) for issue in issues]


def test_a_risk_with_its_review_and_tasks(tmp_path: Path) -> None:
    tasks = [
        {"risk": "transport", "task": "routes", "what": "Join routes", "state": "open"},
        {"risk": "transport", "task": "board", "what": "Set up a board", "state": "Done", "done_on": "01/02/2017"},
    ]
    registers, issues = read(tmp_path, tasks=tasks)
    (risk,) = risks_of(registers)
    assert issues == ()
    assert (risk.entry.number, risk.entry.category.name, risk.entry.entered_on.isoformat()) == (
        "RM1",
        "DEPARTMENTAL",
        "2015-11-04",
    )
    assert risk.current is not None
    assert (risk.current.score, risk.entry.target.score, risk.travel) == (12, 6, Travel.NOT_KNOWN)
    assert [task.task for task in risk.open_tasks(risk.reviews[0].reviewed_on)] == ["routes"]


def test_names_of_budget_lines_are_read_apart(tmp_path: Path) -> None:
    registers, issues = read(tmp_path, [{**RISK, "budget_lines": "agency-fostering; legal-costs,transport"}])
    assert issues == ()
    assert risks_of(registers)[0].entry.budget_lines == ("agency-fostering", "legal-costs", "transport")


def test_words_of_closed_lists_may_have_capitals(tmp_path: Path) -> None:
    risk = {**RISK, "category": "c", "appetite": "Cautious", "treatment": "TREAT"}
    registers, issues = read(tmp_path, [risk], reviews=[{**REVIEW, "prospects": "Red"}])
    assert issues == ()
    entry = risks_of(registers)[0].entry
    assert (entry.category, entry.appetite, entry.treatment) == ("C", "cautious", "treat")


REFUSED = {
    "nothing described": ({"description": ""}, {}, "REGISTER-ROW-REFUSED", ""),
    "half described": ({"description": "", "cause": "A", "event": "B"}, {}, "REGISTER-ROW-REFUSED", ""),
    "half of an inherent rating": ({"inherent_impact": "3"}, {}, "REGISTER-ROW-REFUSED", ""),
    "impact of 6": ({"target_impact": "6"}, {}, "REGISTER-CELL-BAD", "target_impact"),
    "impact of 0": ({"target_impact": "0"}, {}, "REGISTER-CELL-BAD", "target_impact"),
    "impact in words": ({"target_impact": "high"}, {}, "REGISTER-CELL-BAD", "target_impact"),
    "no owner": ({"owner": ""}, {}, "REGISTER-CELL-BLANK", "owner"),
    "a category that is none": ({"category": "X"}, {}, "REGISTER-CELL-BAD", "category"),
    "a budget line in capitals": ({"budget_lines": "Legal"}, {}, "REGISTER-CELL-BAD", "budget_lines"),
    "prospects in blue": ({}, {"prospects": "blue"}, "REGISTER-CELL-BAD", "prospects"),
    "a likelihood of 4.5": ({}, {"likelihood": "4.5"}, "REGISTER-CELL-BAD", "likelihood"),
    "no such day": ({}, {"reviewed_on": "30/02/2017"}, "REGISTER-CELL-BAD", "reviewed_on"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(tmp_path: Path, name: str) -> None:
    risk, review, code, column = REFUSED[name]
    _, issues = read(tmp_path, [{**RISK, **risk}], reviews=[{**REVIEW, **review}])
    file = "risk-reviews.csv" if review else "risks.csv"
    assert codes(issues) == [(code, file, 2, column)]
    assert issues[0].severity is Severity.ERROR


def test_an_open_task_has_no_day_on_which_it_was_done(tmp_path: Path) -> None:
    task = {"risk": "transport", "task": "a", "what": "A", "state": "open", "done_on": "2017-01-01"}
    _, issues = read(tmp_path, tasks=[task])
    assert codes(issues) == [("REGISTER-ROW-REFUSED", "risk-tasks.csv", 2, "")]


def test_a_review_of_no_risk_is_an_error_and_so_is_a_task(tmp_path: Path) -> None:
    _, issues = read(
        tmp_path,
        tasks=[{"risk": "other", "task": "a", "what": "A", "state": "open"}],
        reviews=[REVIEW, {**REVIEW, "risk": "another"}],
    )
    assert codes(issues) == [
        ("RISK-UNKNOWN", "risk-tasks.csv", 2, "risk"),
        ("RISK-UNKNOWN", "risk-reviews.csv", 3, "risk"),
    ]
    assert {issue.severity for issue in issues} == {Severity.ERROR}


def test_reviews_without_the_register_of_risks_are_refused(tmp_path: Path) -> None:
    _, issues = read(tmp_path, [])
    assert codes(issues) == [("RISK-UNKNOWN", "risk-reviews.csv", 2, "risk")]


def test_two_reviews_on_one_day_are_refused(tmp_path: Path) -> None:
    _, issues = read(tmp_path, reviews=[REVIEW, {**REVIEW, "likelihood": "3"}])
    assert codes(issues) == [("REGISTER-TWICE", "risk-reviews.csv", 3, "risk")]


def test_one_number_for_two_risks_is_refused(tmp_path: Path) -> None:
    _, issues = read(tmp_path, [RISK, {**RISK, "id": "other"}], reviews=[REVIEW, {**REVIEW, "risk": "other"}])
    assert codes(issues) == [("RISK-NUMBER-TWICE", "risks.csv", 3, "number")]
    assert issues[0].message == "Rows 2 and 3 have the number RM1."


WARNED = {
    "score": ({}, {"printed_score": "15"}, "RISK-SCORE-DISAGREES", "risk-reviews.csv", "printed_score"),
    "target score": ({"printed_target_score": "5"}, {}, "RISK-SCORE-DISAGREES", "risks.csv", "printed_target_score"),
    "inherent": (
        {"inherent_likelihood": "2", "inherent_impact": "5"},
        {},
        "RISK-INHERENT-BELOW-CURRENT",
        "risks.csv",
        "inherent_likelihood",
    ),
    "target before entry": ({"target_date": "2015-11-03"}, {}, "RISK-DATES-CROSSED", "risks.csv", "target_date"),
    "closed before entry": ({"closed_on": "2015-11-03"}, {}, "RISK-DATES-CROSSED", "risks.csv", "closed_on"),
    "review before entry": (
        {},
        {"reviewed_on": "2015-11-03"},
        "RISK-DATES-CROSSED",
        "risk-reviews.csv",
        "reviewed_on",
    ),
}


@pytest.mark.parametrize("name", WARNED)
def test_what_is_said_and_read_all_the_same(tmp_path: Path, name: str) -> None:
    risk, review, code, file, column = WARNED[name]
    registers, issues = read(tmp_path, [{**RISK, **risk}], reviews=[{**REVIEW, **review}])
    assert codes(issues) == [(code, file, 2, column)]
    assert issues[0].severity is Severity.WARNING
    assert len(risks_of(registers)) == 1


IN_ORDER: tuple[tuple[dict[str, str], dict[str, str]], ...] = (
    ({"printed_target_score": "6"}, {"printed_score": "12"}),
    ({"inherent_likelihood": "4", "inherent_impact": "3"}, {}),
    ({"target_date": "2015-11-04", "closed_on": "2015-11-04"}, {"reviewed_on": "2015-11-04"}),
)


@pytest.mark.parametrize(("risk", "review"), IN_ORDER)
def test_what_is_just_in_order(tmp_path: Path, risk: dict[str, str], review: dict[str, str]) -> None:
    _, issues = read(tmp_path, [{**RISK, **risk}], reviews=[{**REVIEW, **review}])
    assert issues == ()


def test_a_score_that_disagrees_is_told_with_its_working(tmp_path: Path) -> None:
    _, issues = read(tmp_path, reviews=[{**REVIEW, "printed_score": "15"}])
    assert issues[0].message == "RM1: the score of 2017-02-28 is printed as 15; likelihood 4 x impact 3 = 12."


def test_a_risk_that_nobody_scored_is_said_and_presses_on_nothing(tmp_path: Path) -> None:
    registers, issues = read(tmp_path, reviews=[])
    assert codes(issues) == [("RISK-NOT-SCORED", "risks.csv", 2, "")]
    assert pressing_risks(registers) == ()


def test_what_presses_is_the_newest_review_of_each_open_risk(tmp_path: Path) -> None:
    risks = [RISK, {**RISK, "id": "closed", "number": "RM2", "closed_on": "2017-01-31"}]
    reviews = [
        REVIEW,
        {**REVIEW, "reviewed_on": "2016-11-30", "likelihood": "1", "prospects": "green"},
        {**REVIEW, "risk": "closed"},
    ]
    registers, issues = read(tmp_path, risks, reviews=reviews)
    assert issues == ()
    (found,) = pressing_risks(registers)
    assert (found.id, found.name, found.score, found.prospects) == ("transport", "Transport", 12, "red")
    assert (found.target_likelihood, found.target_impact) == (2, 3)
    first = risks_of(registers)[0]
    assert (first.movement, first.travel) == (9, Travel.RISING)
