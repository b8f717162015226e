"""Conferences, protection plans, their reviews and core groups: some 50,000 plans are open nationally."""

PROTECTION = {
    "cp_plans": """
        SELECT
            'P' || e AS cppl_cp_plan_id,
            'I' || e AS cppl_icpc_id,
            person_id(child) AS cppl_person_id,
            since AS cppl_cp_plan_start_date,
            past(closes) AS cppl_cp_plan_end_date,
            draw(e, 23, 50) = 0 AS cppl_cp_plan_ola,
            pick(['NEG', 'PHY', 'SAB', 'EMO', 'MUL'], e, 24) AS cppl_cp_plan_latest_category
        FROM phase
        WHERE kind = 'protection' AND since <= last_day()
    """,
    "initial_cp_conference": """
        SELECT
            'I' || e AS icpc_icpc_id,
            'E' || e AS icpc_s47_enquiry_id,
            person_id(child) AS icpc_person_id,
            draw(e, 60, 30) = 0 AS icpc_icpc_transfer_in,
            since AS icpc_icpc_date,
            kind = 'protection' AS icpc_icpc_outcome_cp_flag,
            team_id(authority, place, draw(e, 14, 4)) AS icpc_icpc_team
        FROM phase
        WHERE (kind = 'protection' OR draw(e, 57, 40) = 0) AND since <= last_day()
    """,
    "cp_reviews": """
        SELECT
            'D' || (e * 8 + k) AS cppr_cp_review_id,
            person_id(child) AS cppr_person_id,
            'P' || e AS cppr_cp_plan_id,
            since + CAST(80 + k * 170 + draw(e * 8 + k, 61, 25) AS INTEGER) AS cppr_cp_review_date,
            since + CAST(80 + (k + 1) * 170 AS INTEGER) < closes AS cppr_cp_review_outcome_continue_cp
        FROM phase, unnest(range(4)) AS u(k)
        WHERE kind = 'protection'
            AND since + CAST(80 + k * 170 + draw(e * 8 + k, 61, 25) AS INTEGER) <= least(closes, last_day())
    """,
    "x_core_group": """
        SELECT
            'U' || (e * 32 + k) AS xcor_core_group_id,
            person_id(child) AS xcor_person_id,
            'P' || e AS xcor_cp_plan_id,
            since + CAST(8 + k * 40 + draw(e * 32 + k, 62, 14) AS INTEGER) AS xcor_meeting_date
        FROM phase, unnest(range(18)) AS u(k)
        WHERE kind = 'protection'
            AND since + CAST(8 + k * 40 + draw(e * 32 + k, 62, 14) AS INTEGER) <= least(closes, last_day())
    """,
}
