"""Contacts, referrals, assessments, plans and workers, all laid on the same episodes of need.

Each authority has 11.57 referrals a day on 30,000 of its children, half of them open for a quarter of a year at most
and half for 100 to 700 days: nationally some 397,000 episodes are open on any day.
"""

EPISODES = (
    """
    CREATE TEMP TABLE episode AS
    SELECT *, child_authority * 78431 + child_place AS child, draw(child_authority * 78431 + child_place, 6, 8) AS place
    FROM (
        SELECT
            e,
            e // per_authority AS child_authority,
            draw(e, 5, 30000) AS child_place,
            since + CAST((e % per_authority) * days // per_authority AS INTEGER) AS begins,
            draw(e, 7, 2) = 0 AS long,
            CASE WHEN draw(e, 7, 2) = 0 THEN some_days(e, 8, 100, 699) ELSE some_days(e, 8, 5, 94) END AS length
        FROM (
            SELECT
                e,
                first_day() - 900 AS since,
                last_day() - first_day() + 901 AS days,
                CAST(11.57 * (last_day() - first_day() + 901) AS BIGINT) AS per_authority
            FROM range(authorities() * CAST(11.57 * (last_day() - first_day() + 901) AS BIGINT)) AS r(e)
        )
    )
    """,
    # What is known of closed cases: those referred in the year before the months, and all that were open in them.
    """
    CREATE TEMP TABLE phase AS
    SELECT
        *,
        CASE
            WHEN long AND length > 60 AND draw(e, 21, 100) < 16 THEN 'protection'
            WHEN long AND length > 60 AND draw(e, 21, 100) < 43 THEN 'care'
            ELSE 'need'
        END AS kind,
        begins + some_days(e, 22, 20, 49) AS since
    FROM (SELECT *, child_authority AS authority, begins + length AS closes FROM episode)
    WHERE begins >= first_day() - 365 OR closes >= first_day()
    """,
)

CASES = {
    "contacts": """
        SELECT
            'C' || c AS cont_contact_id,
            person_id((c // per_authority) * 78431 + draw(c, 15, 78431)) AS cont_person_id,
            first_day() + CAST((c % per_authority) * days // per_authority AS INTEGER) AS cont_contact_date,
            pick(
                ['1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E', '3F', '4', '5A', '5B', '5C', '5D',
                 '6', '6', '6', '7', '8', '9', '10'],
                c, 16
            ) AS cont_contact_source_code,
            draw(c, 17, 100) < 22 AS cont_contact_outcome_is_new_referral,
            draw(c, 17, 100) >= 90 AS cont_contact_outcome_is_existing_referral
        FROM (
            SELECT
                c,
                last_day() - first_day() + 1 AS days,
                CAST(45.39 * (last_day() - first_day() + 1) AS BIGINT) AS per_authority
            FROM range(authorities() * CAST(45.39 * (last_day() - first_day() + 1) AS BIGINT)) AS r(c)
        )
    """,
    "cin_episodes": """
        SELECT
            'R' || e AS cine_referral_id,
            person_id(child) AS cine_person_id,
            begins AS cine_referral_date,
            CASE
                WHEN draw(e, 9, 100) < 3 THEN 'N0' WHEN draw(e, 9, 100) < 5 THEN 'N9' ELSE 'N' || (1 + draw(e, 9, 8))
            END AS cine_cin_primary_need_code,
            pick(
                ['1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E', '3F', '4', '5A', '5B', '5C', '5D',
                 '6', '6', '6', '7', '8', '9', '10'],
                e, 10
            ) AS cine_referral_source_code,
            draw(e, 11, 100) < 80 AS cine_referral_outcome_is_single_assessment,
            draw(e, 12, 100) < 10 AS cine_referral_outcome_is_strategy_discussion,
            draw(e, 11, 100) >= 90 AS cine_referral_nfa,
            past(closes) AS cine_close_date,
            CASE WHEN draw(e, 13, 100) < 97 THEN team_id(authority, place, draw(e, 14, 4)) END AS cine_referral_team
        FROM phase
    """,
    "cin_assessments": """
        SELECT
            'A' || e AS cina_assessment_id,
            person_id(child) AS cina_person_id,
            'R' || e AS cina_referral_id,
            begins + some_days(e, 18, 0, 4) AS cina_assessment_start_date,
            past(begins + some_days(e, 19, 20, 79)) AS cina_assessment_auth_date,
            outcome < 10 AS cina_assessment_outcome_is_strategy_discussion,
            outcome BETWEEN 10 AND 15 AS cina_assessment_outcome_is_cla_request,
            outcome BETWEEN 16 AND 17 AS cina_assessment_outcome_is_legal_action,
            outcome BETWEEN 18 AND 50 AS cina_assessment_outcome_is_prov_of_services,
            outcome = 51 AS cina_assessment_outcome_is_prov_of_sb_care,
            outcome = 52 AS cina_assessment_outcome_is_private_fostering,
            outcome = 53 AS cina_assessment_outcome_is_specialist_assessment,
            outcome BETWEEN 54 AND 60 AS cina_assessment_outcome_is_referral_to_other_agency,
            outcome = 61 AS cina_assessment_outcome_is_other_actions,
            false AS cina_assessment_outcome_is_other_outcomes_exist,
            outcome BETWEEN 62 AND 80 AS cina_assessment_outcome_is_nfa,
            outcome = 81 AS cina_assessment_outcome_is_nfa_s47_end,
            outcome BETWEEN 62 AND 96 AS cina_assessment_outcome_nfa,
            CASE WHEN draw(e, 13, 100) < 97 THEN team_id(authority, place, draw(e, 14, 4)) END AS cina_assessment_team
        FROM (SELECT *, draw(e, 20, 100) AS outcome FROM phase)
        WHERE draw(e, 11, 100) < 93 AND (begins >= first_day() - 60 OR closes > first_day())
    """,
    "s47_enquiry": """
        SELECT
            'E' || e AS s47e_s47_enquiry_id,
            person_id(child) AS s47e_person_id,
            begins + some_days(e, 55, 0, 9) AS s47e_s47_start_date,
            past(begins + some_days(e, 56, 12, 40)) AS s47e_s47_end_date,
            team_id(authority, place, draw(e, 14, 4)) AS s47e_s47_completed_by_team
        FROM phase
        WHERE (kind = 'protection' OR draw(e, 57, 5) = 0) AND begins + 9 <= last_day()
    """,
    "x_section_47_outcome": """
        SELECT
            'E' || e AS xs4o_s47_enquiry_id,
            person_id(child) AS xs4o_person_id,
            pick(['continuing-risk', 'no-continuing-risk', 'not-substantiated'], e, 58) AS xs4o_outcome
        FROM phase
        WHERE (kind = 'protection' OR draw(e, 57, 5) = 0) AND begins + 9 <= last_day() AND draw(e, 59, 20) > 0
    """,
    "cin_plans": """
        SELECT
            'Q' || e AS cinp_cin_plan_id,
            person_id(child) AS cinp_person_id,
            begins + some_days(e, 33, 40, 99) AS cinp_cin_plan_start_date,
            past(closes) AS cinp_cin_plan_end_date
        FROM phase
        WHERE long AND draw(e, 34, 10) < 9 AND begins + some_days(e, 33, 40, 99) < least(closes, last_day())
    """,
    "x_cin_plan_review": """
        SELECT
            'W' || (e * 40 + k) AS xcpr_review_id,
            person_id(child) AS xcpr_person_id,
            'Q' || e AS xcpr_cin_plan_id,
            begins + 60 + CAST(k * step AS INTEGER) AS xcpr_review_date
        FROM
            (SELECT *, some_days(e, 35, 50, 99) AS step FROM phase WHERE long AND draw(e, 34, 10) < 9),
            unnest(range(0, greatest(0, (least(closes, last_day()) - begins - 60) // step))) AS u(k)
        WHERE begins + 60 + CAST(k * step AS INTEGER) > first_day() - 100
    """,
    "involvements": """
        SELECT
            'J' || (e * 4 + k) AS invo_involvements_id,
            'O' || (authority * 400 + draw(e * 4 + k, 36, 400)) AS invo_professional_id,
            CASE k WHEN 2 THEN 'Independent reviewing officer' ELSE 'Allocated social worker' END
                AS invo_professional_role_id,
            CASE WHEN draw(e * 4 + k, 37, 100) < 96 THEN team_id(authority, place, draw(e * 4 + k, 38, 4)) END
                AS invo_professional_team,
            person_id(child) AS invo_person_id,
            CASE k WHEN 1 THEN handed_over ELSE begins + 2 END AS invo_involvement_start_date,
            past(CASE WHEN k = 0 AND handed THEN handed_over ELSE closes END) AS invo_involvement_end_date
        FROM
            (SELECT *, draw(e, 39, 2) = 0 AS handed, begins + length // 2 AS handed_over FROM phase),
            unnest(range(3)) AS u(k)
        WHERE (k <> 1 OR handed) AND (k <> 2 OR kind <> 'need')
            AND CASE k WHEN 1 THEN handed_over ELSE begins + 2 END <= last_day()
    """,
}
