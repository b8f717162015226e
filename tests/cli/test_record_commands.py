"""The commands for those entitled, from a handful of records to lists in a closed folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import JANUARY, contents, run

WHY = ("--reason", "A test")
FRAME = "contacts-without-referral"
TABLES = {
    "ssd_person": ("pers_person_id,pers_dob,pers_sex", "Wren,2009-05-01,F", "Rowan,2010-05-01,M"),
    "ssd_contacts": (
        "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_outcome_json",
        "C1,Wren,2017-01-03,6,",
        "C2,Rowan,2017-01-04,2A,",
    ),
    "ssd_cin_episodes": (
        "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date",
        "R1,Wren,2016-10-03,",
    ),
    "ssd_cp_plans": (
        "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,cppl_cp_plan_ola",
        "P1,Wren,2016-11-01,,N",
    ),
    "ssd_cp_visits": (
        "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen,cppv_cp_visit_seen_alone",
        "V1,Wren,P1,2016-11-30,Y,N",
        "V2,Wren,P1,2017-01-20,,",
    ),
}


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    for name, lines in TABLES.items():
        path = folder / "input" / "records" / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "input" / "input.yaml").write_text(
        "council: norfolk\norganisation: Made-up county\ntitle: A test\n"
        "records:\n  kind: safeguarding-dataset\n  path: records\n  since: 2016-02-01\n",
        encoding="utf-8",
    )
    ran = run("close", folder / "input", *JANUARY, "--out", folder / "snapshot", "--rows", folder / "rows")
    assert ran.code == 0, ran.err
    return folder


def test_close_without_rows_says_what_to_do(closed: Path) -> None:
    ran = run("close", closed / "input", *JANUARY, "--out", closed / "other")
    assert ran.code == 3
    assert "--rows" in ran.err
    assert not (closed / "other").exists()


def test_trace_prints_the_children_only_with_a_reason(closed: Path) -> None:
    figure = "child-protection-plans/norfolk/at_month_end/2017-01"
    told = run("trace", closed / "snapshot", figure)
    assert (told.code, "Wren" in told.out) == (0, False)
    refused = run("trace", closed / "snapshot", figure, "--rows", closed / "rows")
    assert (refused.code, "Wren" in refused.out) == (2, False)
    shown = run("trace", closed / "snapshot", figure, "--rows", closed / "rows", *WHY)
    assert shown.code == 0
    assert "2017-01-31,Wren,1," in shown.out
    assert "as the figure has them" in shown.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("overdue", "--rows", "rows", "--on", "2017-01-31"), "Written"),
        (("fixes", "snapshot", "--rows", "rows"), "becomes"),
        (
            ("sample", "--rows", "rows", "--on", "2017-01-31", "--seed", "s", "--number", "1", "--frame", FRAME),
            "Written",
        ),
        (("annex-a", "snapshot", "--rows", "rows"), "agree with the figures"),
    ],
    ids=["overdue", "fixes", "sample", "annex-a"],
)
def test_casework_writes_lists_for_the_entitled_only(closed: Path, arguments: tuple[str, ...], said: str) -> None:
    out = closed / f"lists-{arguments[0]}"
    paths = [closed / word if word in {"rows", "snapshot"} else word for word in arguments]
    ran = run("casework", *paths, *WHY, "--out", out)
    assert ran.code == 0, ran.err
    assert said in ran.out
    assert "Wren" not in ran.out + ran.err
    assert contents(out)
    assert out.stat().st_mode & 0o077 == 0


def test_an_unknown_frame_lists_those_that_there_are(closed: Path) -> None:
    words = ("--frame", "everybody", "--number", "1", "--seed", "s", "--on", "2017-01-31", *WHY)
    ran = run("casework", "sample", "--rows", closed / "rows", *words, "--out", closed / "nothing")
    assert ran.code == 3
    assert "contacts-without-referral" in ran.err


def test_data_quality_is_reported(closed: Path) -> None:
    ran = run("data-quality", closed / "rows", "--out", closed / "quality")
    assert ran.code == 0, ran.err
    assert {path.suffix for path in (closed / "quality").iterdir()} >= {".html", ".xlsx"}
    wrong = run("data-quality", closed / "rows", "--out", closed / "quality", "--team", "nobody")
    assert wrong.code == 3
