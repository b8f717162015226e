"""Twenty million visits, in the order in which workers of an authority would have recorded them: by day.

Two thirds of the children are seen about once a week, which is more than life and makes the table as large as it is to
be; a fifth every 10 to 29 days and the rest every 30 to 59, so that time limits are missed. At one visit in eight the
child was not seen. Visits go back to 120 days before the months.
"""

VISIT = """
    CREATE TEMP VIEW visit AS
    SELECT
        e, k, child, authority, kind,
        starts + CAST((k + 1) * step - draw(e * 256 + k, 31, greatest(1, step // 3)) AS INTEGER) AS visited
    FROM (
        SELECT
            e, child, authority, kind, closes,
            CASE kind WHEN 'need' THEN begins ELSE since END AS starts,
            CASE
                WHEN draw(e, 29, 100) < 65 THEN 6 + draw(e, 30, 3)
                WHEN draw(e, 29, 100) < 85 THEN 10 + draw(e, 30, 20)
                ELSE 30 + draw(e, 30, 30)
            END AS step
        FROM phase
    ), unnest(range(
        greatest(0, (first_day() - 120 - starts) // step),
        (least(closes, last_day()) - starts) // step
    )) AS u(k)
"""

VISITS = {
    "cin_visits": """
        SELECT
            'V' || (e * 256 + k) AS cinv_cin_visit_id,
            person_id(child) AS cinv_person_id,
            visited AS cinv_cin_visit_date,
            draw(e * 256 + k, 32, 100) < 88 AS cinv_cin_visit_seen,
            draw(e * 256 + k, 32, 100) < 50 AS cinv_cin_visit_seen_alone
        FROM visit
        WHERE kind = 'need'
        ORDER BY authority, visited, e
    """,
    "cp_visits": """
        SELECT
            'V' || (e * 256 + k) AS cppv_cp_visit_id,
            person_id(child) AS cppv_person_id,
            'P' || e AS cppv_cp_plan_id,
            visited AS cppv_cp_visit_date,
            draw(e * 256 + k, 32, 100) < 88 AS cppv_cp_visit_seen,
            draw(e * 256 + k, 32, 100) < 50 AS cppv_cp_visit_seen_alone
        FROM visit
        WHERE kind = 'protection'
        ORDER BY authority, visited, e
    """,
    "cla_visits": """
        SELECT
            'V' || (e * 256 + k) AS clav_cla_visit_id,
            'K' || e AS clav_cla_id,
            person_id(child) AS clav_person_id,
            visited AS clav_cla_visit_date,
            draw(e * 256 + k, 32, 100) < 88 AS clav_cla_visit_seen,
            draw(e * 256 + k, 32, 100) < 50 AS clav_cla_visit_seen_alone
        FROM visit
        WHERE kind = 'care'
        ORDER BY authority, visited, e
    """,
}
