"""Children looked after: some 85,000 nationally, in one to three placements each, with all that is recorded of them."""

STAYS = (
    """
    CREATE TEMP TABLE spell AS
    SELECT *, CASE WHEN draw(e, 40, 4) = 0 THEN since - some_days(e, 41, 0, 1400) ELSE since END AS entered
    FROM phase
    WHERE kind = 'care' AND since <= last_day()
    """,
    """
    CREATE TEMP TABLE stay AS
    SELECT
        *,
        e * 4 + p AS s,
        entered + CAST((closes - entered) * p // parts AS INTEGER) AS first,
        entered + CAST((closes - entered) * (p + 1) // parts AS INTEGER) AS last
    FROM (SELECT *, 1 + draw(e, 25, 3) AS parts FROM spell), unnest(range(parts)) AS u(p)
    WHERE entered + CAST((closes - entered) * p // parts AS INTEGER) <= last_day()
    """,
)

CARE = {
    "cla_episodes": """
        SELECT
            'L' || s AS clae_cla_episode_id,
            person_id(child) AS clae_person_id,
            'M' || s AS clae_cla_placement_id,
            first AS clae_cla_episode_start_date,
            CASE WHEN p = 0 THEN 'S' ELSE 'P' END AS clae_cla_episode_start_reason,
            'N' || (1 + draw(e, 9, 8)) AS clae_cla_primary_need_code,
            past(last) AS clae_cla_episode_ceased_date,
            CASE
                WHEN last > last_day() THEN NULL
                WHEN p + 1 < parts THEN 'X1'
                ELSE pick(['E4A', 'E4B', 'E11', 'E43', 'E5', 'E7', 'E8'], e, 26)
            END AS clae_cla_episode_ceased_reason,
            'K' || e AS clae_cla_id,
            entered AS clae_entered_care_date
        FROM stay
    """,
    "cla_placement": """
        SELECT
            'M' || s AS clap_cla_placement_id,
            person_id(child) AS clap_person_id,
            first AS clap_cla_placement_start_date,
            pick(['U1', 'U2', 'U3', 'U4', 'K2', 'P1', 'H5', 'A3'], s, 27) AS clap_cla_placement_type,
            CASE WHEN draw(s, 27, 8) < 4 THEN 'SC' || (100000 + draw(s, 28, 9000)) END AS clap_cla_placement_urn,
            past(last) AS clap_cla_placement_end_date
        FROM stay
    """,
    "x_placement_area": """
        SELECT 'M' || s AS xpla_cla_placement_id, draw(s, 63, 3) > 0 AS xpla_in_county FROM stay
    """,
    "legal_status": """
        SELECT
            'S' || e AS lega_legal_status_id,
            person_id(child) AS lega_person_id,
            pick(['C1', 'C2', 'C2', 'C2', 'E1', 'V2', 'V2', 'L1', 'V4'], e, 64) AS lega_legal_status,
            entered AS lega_legal_status_start_date,
            past(closes) AS lega_legal_status_end_date
        FROM spell
    """,
    "cla_care_plan": """
        SELECT
            'Z' || (e * 16 + k) AS lacp_table_id,
            person_id(child) AS lacp_person_id,
            entered + CAST(10 + k * 170 AS INTEGER) AS lacp_cla_care_plan_start_date,
            past(least(closes, entered + CAST(10 + (k + 1) * 170 AS INTEGER))) AS lacp_cla_care_plan_end_date,
            draw(e, 65, 5) = 0 AS lacp_cla_care_plan_is_ltfost18
        FROM spell, unnest(range(13)) AS u(k)
        WHERE entered + CAST(10 + k * 170 AS INTEGER) < least(closes, last_day()) AND draw(e * 16 + k, 66, 20) > 0
    """,
    "cla_reviews": """
        SELECT
            'V' || (e * 16 + k) AS clar_cla_review_id,
            'K' || e AS clar_cla_id,
            entered + CAST(15 + k * 150 + draw(e * 16 + k, 67, 40) AS INTEGER) AS clar_cla_review_date,
            draw(e * 16 + k, 68, 40) = 0 AS clar_cla_review_cancelled,
            'PN' || draw(e * 16 + k, 69, 8) AS clar_cla_review_participation
        FROM spell, unnest(range(14)) AS u(k)
        WHERE entered + CAST(15 + k * 150 + draw(e * 16 + k, 67, 40) AS INTEGER) < least(closes, last_day())
    """,
    "cla_health": """
        SELECT
            'X' || (e * 64 + k) AS clah_health_check_id,
            person_id(child) AS clah_person_id,
            ['Dental check', 'Health assessment', 'Optician', 'Development check'][1 + k % 4] AS clah_health_check_type,
            entered + CAST((k // 4) * 240 + draw(e * 64 + k, 70, 200) AS INTEGER) AS clah_health_check_date,
            CASE WHEN draw(e * 64 + k, 71, 20) = 0 THEN 'Refused' ELSE 'Attended' END AS clah_health_check_status
        FROM spell, unnest(range(36)) AS u(k)
        WHERE entered + CAST((k // 4) * 240 + draw(e * 64 + k, 70, 200) AS INTEGER) < least(closes, last_day())
    """,
    "cla_immunisations": """
        SELECT
            person_id(child) AS clai_person_id,
            draw(child, 72, 8) > 0 AS clai_immunisations_status,
            strftime(last_day(), '%Y-%m') AS kept_month
        FROM (SELECT DISTINCT child FROM spell)
    """,
    "immigration_status": """
        SELECT
            'IS' || e AS immi_immigration_status_id,
            person_id(child) AS immi_person_id,
            entered AS immi_immigration_status_start_date,
            past(closes) AS immi_immigration_status_end_date,
            CASE WHEN draw(e, 73, 2) = 0 THEN 'UASC' ELSE 'Leave to remain' END AS immi_immigration_status
        FROM spell
        WHERE draw(e, 74, 10) = 0
    """,
    "x_personal_education_plan": """
        SELECT
            'PE' || (e * 32 + k) AS xpep_plan_id,
            person_id(child) AS xpep_person_id,
            entered + CAST(20 + k * 115 + draw(e * 32 + k, 75, 60) AS INTEGER) AS xpep_plan_date
        FROM spell, unnest(range(18)) AS u(k)
        WHERE entered + CAST(20 + k * 115 + draw(e * 32 + k, 75, 60) AS INTEGER) < least(closes, last_day())
    """,
    "x_health_assessment_request": """
        SELECT
            'HR' || e AS xhar_request_id,
            person_id(child) AS xhar_person_id,
            entered + some_days(e, 76, 0, 11) AS xhar_requested_date
        FROM spell
        WHERE entered + 11 <= last_day()
    """,
    "missing": """
        SELECT
            'MI' || s AS miss_table_id,
            person_id(child) AS miss_person_id,
            first + some_days(s, 77, 0, 89) AS miss_missing_episode_start_date,
            CASE WHEN draw(s, 78, 4) = 0 THEN 'A' ELSE 'M' END AS miss_missing_episode_type
        FROM stay
        WHERE draw(s, 79, 4) = 0 AND first + some_days(s, 77, 0, 89) <= last_day()
    """,
    "permanence": """
        SELECT
            'PM' || e AS perm_table_id,
            person_id(child) AS perm_person_id,
            closes - some_days(e, 80, 300, 500) AS perm_adm_decision_date,
            closes - some_days(e, 81, 250, 299) AS perm_placement_order_date,
            closes - some_days(e, 82, 150, 249) AS perm_matched_date,
            closes - some_days(e, 83, 60, 149) AS perm_placed_for_adoption_date,
            past(closes) AS perm_permanence_order_date,
            CASE WHEN closes <= last_day() THEN 'Adoption' END AS perm_permanence_order_type
        FROM spell
        WHERE draw(e, 26, 7) = 2
    """,
    "x_court_work": """
        SELECT
            'CW' || e AS xcrt_court_work_id,
            person_id(child) AS xcrt_person_id,
            entered AS xcrt_start_date,
            past(least(closes, entered + 180)) AS xcrt_end_date
        FROM spell
        WHERE draw(e, 84, 3) = 0
    """,
}
