"""A payload of the children's social care API, of an invented child."""

from __future__ import annotations

from typing import Any

# Everything that version 0.8 of the payload has.
CHILD: dict[str, Any] = {
    "la_child_id": "C1",
    "mis_child_id": "SYS-1",
    "child_details": {
        "unique_pupil_number": "A123456789012",
        "former_unique_pupil_number": "B123456789012",
        "unique_pupil_number_unknown_reason": "UN1",
        "first_name": "Robin",
        "surname": "Alder",
        "date_of_birth": "2010-03-02",
        "expected_date_of_birth": "2010-03-05",
        "sex": "F",
        "ethnicity": "MWBC",
        "disabilities": ["HAND", "VIS"],
        "postcode": "ZZ1 1AA",
        "uasc_flag": True,
        "uasc_end_date": "2025-06-14",
        "purge": False,
    },
    "health_and_wellbeing": {"sdq_assessments": [{"date": "2025-01-31", "score": 20}], "purge": False},
    "social_care_episodes": [
        {
            "social_care_episode_id": "E1",
            "referral_date": "2025-01-02",
            "referral_source": "5D",
            "referral_no_further_action_flag": False,
            "care_worker_details": [{"worker_id": "W1", "start_date": "2025-01-02", "end_date": "2025-05-01"}],
            "child_and_family_assessments": [
                {
                    "child_and_family_assessment_id": "A1",
                    "start_date": "2025-01-03",
                    "authorisation_date": "2025-03-10",
                    "factors": ["4A", "1C"],
                    "purge": False,
                }
            ],
            "child_in_need_plans": [{"child_in_need_plan_id": "N1", "start_date": "2025-01-06", "purge": False}],
            "section_47_assessments": [
                {
                    "section_47_assessment_id": "S1",
                    "start_date": "2025-01-10",
                    "icpc_required_flag": True,
                    "icpc_date": "2025-01-30",
                    "end_date": "2025-01-24",
                    "purge": False,
                }
            ],
            "child_protection_plans": [
                {
                    "child_protection_plan_id": "K1",
                    "start_date": "2025-01-30",
                    "end_date": "2025-09-01",
                    "purge": False,
                },
                {"child_protection_plan_id": "K2", "start_date": "2025-02-30", "purge": True},
            ],
            "child_looked_after_placements": [
                {
                    "child_looked_after_placement_id": "P1",
                    "start_date": "2025-03-01",
                    "start_reason": "S",
                    "placement_type": "K1",
                    "postcode": "ZZ2 2BB",
                    "end_date": "2025-08-31",
                    "end_reason": "E3",
                    "change_reason": "CHILD",
                    "purge": False,
                }
            ],
            "adoption": {
                "initial_decision_date": "2025-04-01",
                "matched_date": "2025-05-02",
                "placed_date": "2025-06-03",
                "purge": False,
            },
            "care_leavers": {
                "contact_date": "2025-09-05",
                "activity": "F2",
                "accommodation": "D",
                "purge": False,
            },
            "closure_date": "2025-09-30",
            "closure_reason": "RC7",
            "purge": False,
        }
    ],
    "purge": False,
}
