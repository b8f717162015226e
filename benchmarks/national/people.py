"""People and teams: 78,431 people in each authority, as in the country's 153; eight localities of four teams."""

PEOPLE = {
    "person": """
        SELECT
            person_id(n) AS pers_person_id,
            CASE WHEN draw(n, 1, 100) < 49 THEN 'M' WHEN draw(n, 1, 100) < 98 THEN 'F' ELSE 'U' END AS pers_sex,
            pick(
                ['WBRI', 'WBRI', 'WBRI', 'WBRI', 'WBRI', 'WIRI', 'WIRT', 'WROM', 'WOTH', 'MWBC', 'MWBA', 'MWAS',
                 'MOTH', 'AIND', 'APKN', 'ABAN', 'AOTH', 'BCRB', 'BAFR', 'BOTH', 'CHNE', 'OOTH', 'REFU', 'NOBT'],
                n, 2
            ) AS pers_ethnicity,
            CASE WHEN draw(n, 3, 200) > 0 THEN last_day() - some_days(n, 4, 0, 6940) END AS pers_dob,
            CASE WHEN draw(n, 3, 200) = 0 THEN last_day() + some_days(n, 4, -60, 140) END AS pers_expected_dob
        FROM range(authorities() * 78431) AS r(n)
    """,
    "department": """
        SELECT team_id(a, p, k) AS dept_team_id, 'Team ' || (a * 32 + p * 4 + k + 1) AS dept_team_name
        FROM range(authorities()) AS r(a), range(8) AS s(p), range(4) AS t(k)
    """,
    "x_team_area": """
        SELECT
            team_id(a, p, k) AS xtea_team_id,
            'authority-' || (101 + a) || '-locality-' || (p + 1) AS xtea_locality_area,
            'authority-' || (101 + a) AS xtea_district_area,
            ['assessment', 'family-intervention', 'looked-after', 'disability'][1 + k] AS xtea_team_kind
        FROM range(authorities()) AS r(a), range(8) AS s(p), range(4) AS t(k)
    """,
    "professionals": """
        SELECT
            'O' || n AS prof_professional_id,
            CASE WHEN draw(n, 43, 10) > 0 THEN 'SW' || (100000 + n) END AS prof_social_worker_registration_no
        FROM range(authorities() * 400) AS r(n)
    """,
    "family": """
        SELECT
            'F' || n AS fami_table_id,
            'G' || (n // 2) AS fami_family_id,
            person_id((n // 9000) * 78431 + n % 9000) AS fami_person_id
        FROM range(authorities() * 9000) AS r(n)
    """,
    "early_help_episodes": """
        SELECT
            'B' || n AS earl_episode_id,
            person_id((n // 3000) * 78431 + draw(n, 44, 9000)) AS earl_person_id,
            first_day() - 400 + some_days(n, 45, 0, last_day() - first_day() + 400) AS earl_episode_start_date
        FROM range(authorities() * 3000) AS r(n)
    """,
    "care_leavers": """
        SELECT
            'H' || n AS clea_table_id,
            person_id(n) AS clea_person_id,
            pick(['Relevant', 'Former relevant', 'Former relevant', 'Qualifying'], n, 46)
                AS clea_care_leaver_eligibility,
            pick(['YES', 'YES', 'YES', 'NO'], n, 47) AS clea_care_leaver_in_touch,
            last_day() - some_days(n, 48, 0, 120) AS clea_care_leaver_latest_contact,
            pick(['B', 'C', 'U', 'V', 'W', 'X'], n, 49) AS clea_care_leaver_accommodation,
            pick(['1', '1', '2'], n, 50) AS clea_care_leaver_accom_suitable,
            pick(['F1', 'P1', 'F2', 'G4', 'G5'], n, 51) AS clea_care_leaver_activity,
            last_day() - some_days(n, 52, 0, 300) AS clea_pathway_plan_review_date,
            team_id(n // 78431, draw(n, 6, 8), 2) AS clea_care_leaver_allocated_team,
            strftime(last_day(), '%Y-%m') AS kept_month
        FROM range(authorities() * 78431) AS r(n)
        WHERE draw(n, 3, 200) > 0 AND draw(n, 4, 6941) > 5900 AND draw(n, 42, 20) = 0
    """,
    "x_pathway_plan": """
        SELECT
            'Y' || n AS xpwp_plan_id,
            person_id(n) AS xpwp_person_id,
            last_day() - some_days(n, 53, 300, 700) AS xpwp_needs_assessment_date,
            last_day() - some_days(n, 53, 200, 600) AS xpwp_plan_date,
            last_day() - some_days(n, 54, 0, 400) AS xpwp_review_date
        FROM range(authorities() * 78431) AS r(n)
        WHERE draw(n, 4, 6941) > 5700 AND draw(n, 42, 10) = 0
    """,
}
"""The SELECT of each table; `source_file` and `source_row` are added when it is written."""
