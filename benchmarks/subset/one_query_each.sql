-- The rows of each indicator as views, which every query that names one works out anew.
CREATE VIEW contact AS
SELECT cont_person_id AS person, cont_contact_date AS day, month.month, CAST(NULL AS VARCHAR) AS own
FROM contacts
JOIN month ON cont_contact_date BETWEEN first_day AND last_day
LEFT JOIN person ON cont_person_id = pers_person_id
WHERE cont_contact_outcome_is_existing_referral IS DISTINCT FROM true
    AND under_18(pers_dob, cont_contact_date);

CREATE VIEW first_of_day AS
SELECT
    cine_person_id AS person,
    cine_referral_date AS day,
    cine_referral_team AS own,
    cine_referral_outcome_is_single_assessment OR cine_referral_outcome_is_strategy_discussion AS assessed,
    max(coalesce(cine_close_date, DATE '9999-12-31')) OVER (PARTITION BY cine_person_id, cine_referral_date) AS closes
FROM cin_episodes
QUALIFY row_number() OVER (PARTITION BY cine_person_id, cine_referral_date ORDER BY cine_referral_id) = 1;

CREATE VIEW not_open AS
SELECT *
FROM first_of_day
QUALIFY coalesce(max(closes) OVER (
    PARTITION BY person ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
) <= day, true);

CREATE VIEW referral AS
SELECT person, day, own, assessed, month.month, again
FROM (
    SELECT *, day - lag(day) OVER (PARTITION BY person ORDER BY day) <= getvariable('re_referral') AS again
    FROM not_open
)
JOIN month ON day BETWEEN first_day AND last_day;

CREATE VIEW assessment AS
SELECT cina_person_id AS person, ended.day, cina_assessment_team AS own, month.month,
    ended.number - began.number <= getvariable('assessment') AS in_time
FROM (
    SELECT
        *,
        row_number() OVER (PARTITION BY cina_referral_id ORDER BY cina_assessment_start_date, cina_assessment_id) = 1
            AS is_first
    FROM cin_assessments
)
LEFT JOIN cin_episodes ON cina_referral_id = cine_referral_id
LEFT JOIN calendar AS began
    ON began.day = coalesce(CASE WHEN is_first THEN cine_referral_date END, cina_assessment_start_date)
JOIN calendar AS ended ON ended.day = cina_assessment_auth_date
JOIN month ON ended.day BETWEEN first_day AND last_day
LEFT JOIN person ON cina_person_id = pers_person_id
WHERE has_outcome AND under_18(pers_dob, ended.day);

CREATE VIEW case_open AS
SELECT
    month,
    last_day AS day,
    cine_person_id AS person,
    cine_referral_date AS since,
    cine_cin_primary_need_code AS need,
    plan_due_until
FROM cin_episodes
JOIN month ON cine_referral_date <= last_day AND (cine_close_date IS NULL OR cine_close_date > last_day)
QUALIFY row_number() OVER (
    PARTITION BY cine_person_id, month ORDER BY cine_referral_date DESC, cine_referral_id DESC
) = 1;

CREATE VIEW plan_open AS
SELECT month, last_day AS day, cppl_person_id AS person, cppl_cp_plan_start_date AS since, visit_due_until
FROM cp_plans
JOIN month ON cppl_cp_plan_start_date <= last_day
    AND (cppl_cp_plan_end_date IS NULL OR cppl_cp_plan_end_date > last_day)
WHERE cppl_cp_plan_ola IS DISTINCT FROM true
QUALIFY row_number() OVER (
    PARTITION BY cppl_person_id, month ORDER BY cppl_cp_plan_start_date, cppl_cp_plan_id
) = 1;

CREATE VIEW care_open AS
SELECT DISTINCT month, clae_person_id AS person
FROM cla_episodes
JOIN month ON clae_cla_episode_start_date <= last_day
    AND (clae_cla_episode_ceased_date IS NULL OR clae_cla_episode_ceased_date > last_day)
WHERE clae_cla_episode_id NOT IN (
    SELECT clae_cla_episode_id
    FROM cla_episodes
    JOIN legal_status ON lega_person_id = clae_person_id
        AND is_short_break(lega_legal_status)
        AND lega_legal_status_start_date <= clae_cla_episode_start_date
        AND (lega_legal_status_end_date IS NULL OR lega_legal_status_end_date > clae_cla_episode_start_date)
);

CREATE VIEW child_in_need AS
SELECT case_open.*, CAST(NULL AS VARCHAR) AS own
FROM case_open
ANTI JOIN plan_open USING (person, month)
ANTI JOIN care_open USING (person, month)
LEFT JOIN person ON person = pers_person_id
WHERE is_section_17(need) AND under_18(pers_dob, day);

CREATE VIEW child_with_plan AS
SELECT child_in_need.*, until_replaced.person IS NOT NULL AS is_current
FROM child_in_need
LEFT JOIN (
    SELECT DISTINCT month, person
    FROM (
        SELECT
            cinp_person_id AS person,
            cinp_cin_plan_start_date AS begins,
            least(any_value(cinp_cin_plan_end_date), min(cina_assessment_auth_date)) AS until
        FROM cin_plans
        LEFT JOIN cin_assessments
            ON cinp_person_id = cina_person_id AND cina_assessment_auth_date > cinp_cin_plan_start_date
        GROUP BY cinp_cin_plan_id, cinp_person_id, cinp_cin_plan_start_date
    )
    JOIN month ON begins <= last_day AND (until IS NULL OR until > last_day)
) AS until_replaced USING (person, month)
WHERE since <= plan_due_until;

CREATE VIEW child_visited AS
SELECT child_in_need.*, visited.person IS NOT NULL AS is_visited
FROM child_in_need
LEFT JOIN (
    SELECT DISTINCT month, cinv_person_id AS person
    FROM cin_visits
    JOIN month ON cinv_cin_visit_date BETWEEN seen_since AND last_day
    WHERE cinv_cin_visit_seen
) AS visited USING (person, month);

CREATE VIEW child_protected AS
SELECT plan_open.*, CAST(NULL AS VARCHAR) AS own
FROM plan_open
LEFT JOIN person ON person = pers_person_id
WHERE under_18(pers_dob, day);

CREATE VIEW protected_seen AS
SELECT child_protected.*, visited.person IS NOT NULL AS is_seen
FROM child_protected
LEFT JOIN (
    SELECT DISTINCT month, cppv_person_id AS person
    FROM cp_visits
    JOIN month ON cppv_cp_visit_date BETWEEN protected_since AND last_day
    WHERE cppv_cp_visit_seen
) AS visited USING (person, month)
WHERE since <= visit_due_until;

CREATE VIEW protected_seen_alone AS
SELECT child_protected.*, visited.person IS NOT NULL AS is_seen_alone
FROM child_protected
LEFT JOIN (
    SELECT DISTINCT month, cppv_person_id AS person
    FROM cp_visits
    JOIN month ON cppv_cp_visit_date BETWEEN alone_since AND last_day
    WHERE cppv_cp_visit_seen_alone
) AS visited USING (person, month)
WHERE since <= visit_due_until;

-- Rows with the locality of their own team, else of the child's on the day.
CREATE MACRO placed(counted) AS TABLE
WITH rows AS (FROM query_table(counted)),
wanted AS (SELECT DISTINCT person, day FROM rows WHERE own IS NULL),
held AS (
    SELECT person, day, arg_max(invo_professional_team, (invo_involvement_start_date, invo_involvements_id)) AS held_by
    FROM wanted
    JOIN involvements ON invo_person_id = person AND invo_involvement_start_date <= day
        AND (invo_involvement_end_date IS NULL OR invo_involvement_end_date > day)
    WHERE invo_professional_team IS NOT NULL AND holds_case(invo_professional_role_id)
    GROUP BY person, day
),
referred AS (
    SELECT person, day, cine_referral_team AS referred_to
    FROM wanted
    JOIN cin_episodes ON cine_person_id = person AND cine_referral_date <= day
        AND (cine_close_date IS NULL OR cine_close_date > day)
    QUALIFY row_number() OVER (
        PARTITION BY person, day ORDER BY cine_referral_date DESC, cine_referral_id DESC
    ) = 1
)
SELECT rows.*, coalesce(xtea_locality_area, '(none)') AS locality
FROM rows
LEFT JOIN held USING (person, day)
LEFT JOIN referred USING (person, day)
LEFT JOIN x_team_area ON xtea_team_id = coalesce(own, held_by, referred_to)
