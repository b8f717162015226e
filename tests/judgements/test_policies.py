from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from pydantic import BaseModel
from rule_pages import POLICIES, ROOT
from rule_runs import ROWS, RUN, Outcome

from crossfoot.judgements.policies import POLICIES as KINDS
from crossfoot.judgements.policies import Policies
from crossfoot.judgements.policy import Policy
from crossfoot.vocabulary.issues import InputRefused

SHIPPED = ROOT / "definitions" / "policies"

OTHER_VALUES: dict[tuple[str, ...], Any] = {
    ("rag", "judge"): "exact",
    ("vital_signs", "basis"): "points",
    ("vital_signs", "amber_within"): "5",
    ("vital_signs", "judge"): "exact",
    ("direction", "compare"): "printed",
    ("direction", "judge_across_breaks"): False,
    ("trend", "periods"): 12,
    ("trend", "compare"): "printed",
    ("trend", "judge_across_breaks"): False,
    ("change_over_year", "compare"): "printed",
    ("variation", "window"): 7,
    ("variation", "screen_ranges"): False,
    ("variation", "too_short_under"): 6,
    ("variation", "trial_limits_under"): 12,
    ("variation", "trend_length"): 6,
    ("variation", "shift_length"): 8,
    ("variation", "small_under_events"): 19,
    ("comparison", "judge"): "exact",
    ("comparison", "in_line_within"): "5",
    ("exceptions", "off_target", "red_counts"): False,
    ("exceptions", "off_target", "variance_at_least"): "10",
    ("exceptions", "off_target", "basis"): "points",
    ("exceptions", "off_target", "judge"): "exact",
    ("exceptions", "deteriorated", "periods"): 2,
    ("exceptions", "affecting_budget", "overspent_by_per_cent"): "4",
    ("exceptions", "affecting_budget", "only_off_target"): False,
    ("exceptions", "affecting_risk", "score_at_least"): 15,
    ("exceptions", "affecting_risk", "red_prospects_count"): False,
    ("exceptions", "affecting_risk", "only_off_target"): False,
    ("education", "judge"): "exact",
    ("education", "pupils", "amber_within"): "5",
    ("education", "pupils", "arrow_from"): "2",
    ("education", "establishments", "amber_within"): "5",
    ("education", "establishments", "arrow_from"): "2",
    ("education", "progress", "amber_within"): "0.2",
    ("education", "progress", "arrow_from"): "0.08",
    ("education", "progress", "national"): "-0.03",
    ("education", "attainment", "amber_within"): "2",
    ("education", "attainment", "arrow_from"): "0.8",
    ("education", "arrow_across_breaks"): False,
    ("education", "new_standards"): (),
    ("savings", "green_from"): "110",
    ("savings", "amber_from"): "60",
    ("risks", "levels"): (
        {"name": "Low", "from_score": 1, "review_every_months": 6},
        {"name": "High", "from_score": 12, "review_every_months": 2},
    ),
    ("risks", "tolerances"): {"averse": 4, "minimal": 6, "cautious": 10, "open": 12, "eager": 16},
    ("risks", "appetite_unless_said"): "minimal",
    ("risks", "unchanged_reviews"): 2,
    ("risks", "days_after_figures"): 61,
}


def settings(model: BaseModel, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from settings(value, (*path, name))
        else:
            yield (*path, name)


def changed(policies: Policies, path: tuple[str, ...], value: Any) -> Policies:
    name, *inside = path
    policy: Policy = getattr(policies, name)
    written = policy.model_dump()
    place = written
    for step in inside[:-1]:
        place = place[step]
    assert place[inside[-1]] != value
    place[inside[-1]] = value
    return replace(policies, **{name: type(policy).model_validate(written)})  # type: ignore[arg-type]


def verdicts(page: str, policies: Policies) -> list[Outcome]:
    found = []
    for row in ROWS:
        if row.page == page:
            outcome = RUN[page](row, policies)
            found.append({heading: text for heading, text in outcome.items() if heading != "reason"})
    return found


def test_every_setting_is_mutated() -> None:
    present = {path for name in KINDS for path in settings(getattr(POLICIES, name), (name,))}
    assert present == set(OTHER_VALUES)


@pytest.mark.parametrize("path", OTHER_VALUES, ids=".".join)
def test_a_changed_setting_changes_the_sentence_and_a_verdict(path: tuple[str, ...]) -> None:
    other = changed(POLICIES, path, OTHER_VALUES[path])
    name = path[0]
    assert other.sentences[name] != POLICIES.sentences[name]
    assert {key: text for key, text in other.sentences.items() if key != name} == {
        key: text for key, text in POLICIES.sentences.items() if key != name
    }
    page = name.replace("_", "-")
    assert verdicts(page, other) != verdicts(page, POLICIES)


def test_every_shipped_policy_file_is_read() -> None:
    assert {path.name for path in SHIPPED.glob("*")} == {kind.file for kind in KINDS.values()}


def refused(folder: Path) -> list[tuple[str, str, int | None, str]]:
    with pytest.raises(InputRefused) as caught:
        Policies.load(folder)
    return [(issue.code, issue.file, issue.row, issue.field) for issue in caught.value.issues]


def test_every_mistake_in_every_file_is_told_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    copytree(SHIPPED, folder)
    (folder / "rag.yaml").write_text("judge: roughly\n", encoding="utf-8")
    (folder / "comparison.yaml").write_text("judge: printed\nin_line_within: 0\nmargin: 3\n", encoding="utf-8")
    (folder / "trend.yaml").write_text("periods: 1\ncompare: exact\njudge_across_breaks: yes\n", encoding="utf-8")
    (folder / "direction.yaml").unlink()
    assert sorted(refused(folder)) == [
        ("FILE-MISSING", "policies/direction.yaml", None, ""),
        ("KEY-UNKNOWN", "policies/comparison.yaml", 3, "margin"),
        ("OUT-OF-RANGE", "policies/trend.yaml", 1, "periods"),
        ("VALUE-NOT-ALLOWED", "policies/rag.yaml", 1, "judge"),
        ("WRONG-TYPE", "policies/trend.yaml", 3, "judge_across_breaks"),
    ]


def test_a_setting_left_out_is_refused_not_assumed(tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    copytree(SHIPPED, folder)
    text = (folder / "exceptions.yaml").read_text(encoding="utf-8")
    (folder / "exceptions.yaml").write_text(text.replace("  basis: percent_of_target\n", ""), encoding="utf-8")
    assert [(code, field) for code, _, _, field in refused(folder)] == [("FIELD-MISSING", "off_target.basis")]


def test_one_period_is_not_a_row_of_them() -> None:
    once = changed(POLICIES, ("exceptions", "deteriorated", "periods"), 1)
    assert "(2) Deteriorated: it got worse from the last period to this one." in once.exceptions.sentence
