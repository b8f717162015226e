"""Which measures a sentence calls exceptions, against the printed criteria: one is named, others share its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

PACK = """A measure is an exception when its variance from target is 5% or more, that is a variance of 5% or more.

The only measure which meets the exception criteria this month is 'Rate of children looked after'.

Vital signs
Measure\tBigger or smaller is better\tOct 16\tNov 16\tDec 16\tJan 17\tTarget
Rate of children looked after per 10,000\tSmaller\t62.5\t62.6\t62.8\t{rate}\t<55
Children starting to be looked after who were before\tSmaller\t12.4%\t12.2%\t12.6%\t{before}\t<15%
Children looked after with a health check in date\tBigger\t98.3%\t98.1%\t98.6%\t{checks}\t100%
Children with a plan seen on time\tBigger\t98.8%\t98.5%\t98.7%\t{seen}\t100%
"""
MET = {"rate": "65.5", "before": "12.5%", "checks": "98.2%", "seen": "98.9%"}


def exceptions(path: Path, values: dict[str, str]) -> list[tuple[str, str]]:
    path.write_text(PACK.format(**values), encoding="utf-8")
    return [(each.expected, each.explanation) for each in audit_pack(path).findings if each.rule == "exceptions"]


def test_the_one_that_is_named_is_the_only_one(tmp_path: Path) -> None:
    assert exceptions(tmp_path / "pack.txt", MET) == []


@pytest.mark.parametrize(
    ("changed", "more", "named"),
    [
        ({"before": "20.7%"}, "1 more", ["starting to be looked after"]),
        ({"checks": "87.8%"}, "1 more", ["health check"]),
        (
            {"before": "20.7%", "checks": "87.8%", "seen": "89.1%"},
            "3 more",
            ["starting", "health check", "seen on time"],
        ),
    ],
)
def test_others_that_meet_it_are_told_though_they_share_its_words(
    tmp_path: Path, changed: dict[str, str], more: str, named: list[str]
) -> None:
    ((expected, explanation),) = exceptions(tmp_path / "pack.txt", MET | changed)
    assert expected == more
    assert all(words in explanation for words in named)
    assert "Rate of children looked after per" not in explanation
