"""The registers of risks: the risks themselves, the tasks that mitigate them, and every review that scored them.

Scores, direction of travel and the day of the next review are not columns: they follow from what is here. What was
printed elsewhere of them may be given as `printed_...` and is only compared.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from crossfoot.registers.cell_types import Day, Id, PeriodCode, Wanted, Words
from crossfoot.registers.register import Entry, Register
from crossfoot.risks.rating import HIGHEST, Rating


class Category(StrEnum):
    """At which level of the council a risk is kept, by the letters of the register's first column, C D G S T P.

    The pack does not say what its letters mean: the words are read from their order, widest first.
    """

    CORPORATE = "C"
    DEPARTMENTAL = "D"
    GROUP = "G"
    SERVICE = "S"
    TEAM = "T"
    PROJECT = "P"


class Treatment(StrEnum):
    """What is done about a risk."""

    TREAT = "treat"
    TOLERATE = "tolerate"
    TRANSFER = "transfer"
    TERMINATE = "terminate"


class Appetite(StrEnum):
    """How much risk the council is ready to carry, least first. The scores that go with each are a setting."""

    AVERSE = "averse"
    MINIMAL = "minimal"
    CAUTIOUS = "cautious"
    OPEN = "open"
    EAGER = "eager"


class Prospects(StrEnum):
    """The prospects of reaching the target score by the target date."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    MET = "met"


class TaskState(StrEnum):
    """Whether a task is still to be finished."""

    OPEN = "open"
    DONE = "done"


def _small_letters(cell: object) -> object:
    return cell.casefold() if isinstance(cell, str) else cell


def _capital(cell: object) -> object:
    return cell.upper() if isinstance(cell, str) else cell


def _read_names(cell: object) -> object:
    return tuple(filter(None, re.split(r"[;,\s]+", cell))) if isinstance(cell, str) else cell


def _one_of(words: type[StrEnum]) -> Wanted:
    return Wanted(f"one of: {', '.join(words)}")


Level = Annotated[int, Field(ge=1, le=HIGHEST), Wanted(f"a whole number, 1 to {HIGHEST}")]
PrintedScore = Annotated[int, Field(ge=0, le=999), Wanted("a whole number")]
Names = Annotated[tuple[Id, ...], BeforeValidator(_read_names), Wanted("ids with ; between them")]
ChosenCategory = Annotated[Category, BeforeValidator(_capital), _one_of(Category)]
ChosenTreatment = Annotated[Treatment, BeforeValidator(_small_letters), _one_of(Treatment)]
ChosenAppetite = Annotated[Appetite, BeforeValidator(_small_letters), _one_of(Appetite)]
ChosenProspects = Annotated[Prospects, BeforeValidator(_small_letters), _one_of(Prospects)]
ChosenState = Annotated[TaskState, BeforeValidator(_small_letters), _one_of(TaskState)]


class RiskEntry(Entry):
    """One risk: what it is, how far it is to be brought down and by when. How it stands is said by its reviews."""

    id: Id = Field(
        description="Its permanent name, by which tasks, reviews and links know it.",
        examples=["home-to-school-transport-spending"],
    )
    number: Words = Field(description="Its number in the council's own register.", examples=["RM14284"])
    name: Words = Field(
        description="The risk in a few words.", examples=["Spending on home to school transport beyond what was set"]
    )
    category: ChosenCategory = Field(
        description="The level at which it is kept: C corporate, D departmental, G group, S service, T team, "
        "P project.",
        examples=["D"],
    )
    area: Words = Field(description="The part of the council that keeps it.", examples=["Children's Services"])
    cause: Words | None = Field(
        default=None,
        description="What makes it possible. Give cause, event and consequence, or a description.",
        examples=["More children need a seat than the budget was made for"],
    )
    event: Words | None = Field(
        default=None, description="What may happen.", examples=["Transport costs more than was set aside"]
    )
    consequence: Words | None = Field(
        default=None, description="What follows if it does.", examples=["Other services pay for it"]
    )
    description: Words | None = Field(
        default=None,
        description="The whole in one text, where it was not taken apart into cause, event and consequence.",
        examples=["Transport may cost more than was set aside because more children need it"],
    )
    entered_on: Day = Field(description="The day on which it came into the register.", examples=["2015-11-04"])
    inherent_likelihood: Level | None = Field(
        default=None, description="How likely it would be if nothing were done about it.", examples=["5"]
    )
    inherent_impact: Level | None = Field(
        default=None, description="How bad it would be if nothing were done about it.", examples=["4"]
    )
    target_likelihood: Level = Field(description="The likelihood to be reached by the target date.", examples=["2"])
    target_impact: Level = Field(description="The impact to be reached by the target date.", examples=["3"])
    target_date: Day = Field(description="By when.", examples=["2017-03-31"])
    appetite: ChosenAppetite | None = Field(
        default=None,
        description="How much of this risk the council is ready to carry; blank for its usual appetite.",
        examples=["cautious"],
    )
    treatment: ChosenTreatment | None = Field(
        default=None, description="What is done about it as a whole.", examples=["treat"]
    )
    owner: Words = Field(
        description="The role that answers for it; no name of a person.", examples=["Head of Education"]
    )
    budget_lines: Names = Field(
        default=(),
        description="The lines of the budget whose overspending it is about.",
        examples=["home-to-school-transport; post-16-transport"],
    )
    closed_on: Day | None = Field(
        default=None, description="The day on which it was closed, blank while it is open.", examples=["2017-06-30"]
    )
    printed_target_score: PrintedScore | None = Field(
        default=None, description="The target score as a register printed it; it is only compared.", examples=["6"]
    )

    @model_validator(mode="after")
    def _is_described(self) -> Self:
        parts = {name: getattr(self, name) for name in ("cause", "event", "consequence")}
        absent = [name for name, words in parts.items() if words is None]
        if self.description is None and absent:
            raise ValueError(f"there is no description, and no {' and no '.join(absent)}")
        if (self.inherent_likelihood is None) is not (self.inherent_impact is None):
            raise ValueError("inherent likelihood and impact are given together or not at all")
        return self

    @property
    def target(self) -> Rating:
        """Where it is to be by the target date."""
        return Rating(self.target_likelihood, self.target_impact)

    @property
    def inherent(self) -> Rating | None:
        """Where it would be if nothing were done; None where nobody has said."""
        if self.inherent_likelihood is None or self.inherent_impact is None:
            return None
        return Rating(self.inherent_likelihood, self.inherent_impact)


class RiskTask(Entry):
    """One thing that is done to bring a risk down."""

    risk: Id = Field(description="The id of the risk.", examples=["home-to-school-transport-spending"])
    task: Id = Field(description="A name of its own among the tasks of the risk.", examples=["review-routes"])
    what: Words = Field(
        description="What is to be done.", examples=["Review the network of routes for ones that can be joined"]
    )
    owner: Words | None = Field(
        default=None,
        description="The role that does it; no name of a person.",
        examples=["Head of Transport"],
    )
    due: Day | None = Field(default=None, description="By when.", examples=["2017-03-31"])
    state: ChosenState = Field(description="Whether it is still to be finished.", examples=["done"])
    done_on: Day | None = Field(
        default=None, description="The day on which it was finished, where that is known.", examples=["2017-02-20"]
    )

    @model_validator(mode="after")
    def _is_done_when_it_has_a_day(self) -> Self:
        if self.done_on is not None and self.state is TaskState.OPEN:
            raise ValueError("the task is open and has a day on which it was done")
        return self


class RiskReview(Entry):
    """A risk as it was scored on one day. The newest says how it stands; all together are its history."""

    risk: Id = Field(description="The id of the risk.", examples=["home-to-school-transport-spending"])
    reviewed_on: Day = Field(description="The day of the review.", examples=["2017-02-28"])
    likelihood: Level = Field(description="How likely it is as things stand.", examples=["4"])
    impact: Level = Field(description="How bad it would be as things stand.", examples=["3"])
    prospects: ChosenProspects = Field(
        description="The prospects of reaching the target score by the target date.", examples=["red"]
    )
    progress: Words | None = Field(
        default=None,
        description="What was done and seen since the review before.",
        examples=["Costs are looked at every month by those who commission the transport"],
    )
    reviewer: Words = Field(
        description="The role that reviewed it, other than the owner; no name of a person.",
        examples=["Head of Performance and Planning"],
    )
    printed_score: PrintedScore | None = Field(
        default=None, description="The score as a register printed it; it is only compared.", examples=["12"]
    )
    printed_next_review: PeriodCode | None = Field(
        default=None,
        description="The month of the next update as a register printed it; it is only compared.",
        examples=["2017-05"],
    )

    @property
    def rating(self) -> Rating:
        """Where the risk was on the matrix."""
        return Rating(self.likelihood, self.impact)


RISKS = Register(
    name="risks",
    title="Risk register",
    about="Each risk with its target, its owner and what it is about. How it stands now is in its reviews.",
    entry=RiskEntry,
    key=("id",),
)
RISK_TASKS = Register(
    name="risk-tasks",
    title="Tasks that mitigate risks",
    about="What is done to bring each risk down: by whom, by when, and whether it is done.",
    entry=RiskTask,
    key=("risk", "task"),
)
RISK_REVIEWS = Register(
    name="risk-reviews",
    title="Reviews of risks",
    about="How each risk was scored and what was said of it, one row for each review. Add rows; never change old ones.",
    entry=RiskReview,
    key=("risk", "reviewed_on"),
)
