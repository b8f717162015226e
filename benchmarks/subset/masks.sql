-- Bit k of a mask is the k-th month. `mask_of_day` says what a day means for each month end: with it an open spell or a
-- recent visit is one row and one number, and no table of children by month is ever joined to another.
CREATE TEMP TABLE mask_of_day AS
SELECT
    day,
    number,
    bit_or(CASE WHEN day <= last_day THEN bit ELSE 0 END) AS over_by,
    bit_or(CASE WHEN day BETWEEN seen_since AND last_day THEN bit ELSE 0 END) AS seen,
    bit_or(CASE WHEN day BETWEEN protected_since AND last_day THEN bit ELSE 0 END) AS protected,
    bit_or(CASE WHEN day BETWEEN alone_since AND last_day THEN bit ELSE 0 END) AS alone,
    bit_or(CASE WHEN day <= plan_due_until THEN bit ELSE 0 END) AS plan_due,
    bit_or(CASE WHEN day <= visit_due_until THEN bit ELSE 0 END) AS visit_due
FROM calendar, (SELECT *, CAST(1 AS BIGINT) << place AS bit FROM month)
GROUP BY day, number;

-- Only who turned 18 before the months were over needs a date of birth.
CREATE TEMP TABLE grown AS
SELECT pers_person_id AS person, day AS turned_18, over_by AS mask
FROM person
JOIN mask_of_day ON day = CASE
    WHEN month(pers_dob) = 2 AND day(pers_dob) = 29 THEN make_date(year(pers_dob) + 18, 3, 1)
    ELSE make_date(year(pers_dob) + 18, month(pers_dob), day(pers_dob))
END
WHERE pers_dob <= getvariable('to_day') - INTERVAL 18 YEAR;

CREATE TEMP TABLE holding AS
SELECT
    invo_involvements_id AS id,
    invo_person_id AS person,
    invo_involvement_start_date AS start,
    invo_professional_team AS team,
    began.over_by & ~coalesce(ended.over_by, 0) AS mask
FROM involvements
JOIN mask_of_day AS began ON began.day = invo_involvement_start_date
LEFT JOIN mask_of_day AS ended ON ended.day = invo_involvement_end_date
WHERE invo_involvement_start_date <= getvariable('to_day')
    AND (invo_involvement_end_date IS NULL OR invo_involvement_end_date > getvariable('first_end'))
    AND invo_professional_team IS NOT NULL
    AND holds_case(invo_professional_role_id);

-- Masks without a common bit add up to their union: the window is needed only for the children of whom that is not so.
CREATE TEMP TABLE holder AS
WITH crowded AS (SELECT person FROM holding GROUP BY person HAVING sum(mask) <> bit_or(mask)),
taken AS (
    SELECT id, bit_or(mask) OVER (
        PARTITION BY person ORDER BY start DESC, id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS before
    FROM holding SEMI JOIN crowded USING (person)
)
SELECT person, team, mask & ~coalesce(before, 0) AS mask
FROM holding LEFT JOIN (FROM taken WHERE before <> 0) USING (id);

CREATE TEMP TABLE episode AS
SELECT
    cine_referral_id AS id,
    cine_person_id AS person,
    cine_referral_date AS start,
    is_section_17(cine_cin_primary_need_code) AS in_need,
    cine_referral_team AS team,
    began.plan_due,
    began.over_by & ~coalesce(ended.over_by, 0) AS mask
FROM cin_episodes
JOIN mask_of_day AS began ON began.day = cine_referral_date
LEFT JOIN mask_of_day AS ended ON ended.day = cine_close_date
WHERE cine_referral_date <= getvariable('to_day')
    AND (cine_close_date IS NULL OR cine_close_date > getvariable('first_end'));

CREATE TEMP TABLE open_case AS
WITH crowded AS (SELECT person FROM episode GROUP BY person HAVING sum(mask) <> bit_or(mask)),
taken AS (
    SELECT id, bit_or(mask) OVER (
        PARTITION BY person ORDER BY start DESC, id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS before
    FROM episode SEMI JOIN crowded USING (person)
)
SELECT person, in_need, team, plan_due, mask & ~coalesce(before, 0) AS mask
FROM episode LEFT JOIN (FROM taken WHERE before <> 0) USING (id);

CREATE TEMP TABLE protection AS
SELECT
    cppl_cp_plan_id AS id,
    cppl_person_id AS person,
    cppl_cp_plan_start_date AS start,
    began.visit_due,
    began.over_by & ~coalesce(ended.over_by, 0) AS mask
FROM cp_plans
JOIN mask_of_day AS began ON began.day = cppl_cp_plan_start_date
LEFT JOIN mask_of_day AS ended ON ended.day = cppl_cp_plan_end_date
WHERE cppl_cp_plan_start_date <= getvariable('to_day')
    AND (cppl_cp_plan_end_date IS NULL OR cppl_cp_plan_end_date > getvariable('first_end'))
    AND cppl_cp_plan_ola IS DISTINCT FROM true;

CREATE TEMP TABLE plan AS
WITH crowded AS (SELECT person FROM protection GROUP BY person HAVING sum(mask) <> bit_or(mask)),
taken AS (
    SELECT id, bit_or(mask) OVER (
        PARTITION BY person ORDER BY start, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS before
    FROM protection SEMI JOIN crowded USING (person)
)
SELECT person, visit_due, mask & ~coalesce(before, 0) AS mask
FROM protection LEFT JOIN (FROM taken WHERE before <> 0) USING (id);

-- Every fact of a child in one aggregate, where a join for each would cost more.
CREATE TEMP TABLE child AS
WITH planned AS NOT MATERIALIZED (
    SELECT
        cinp_cin_plan_id AS id,
        cinp_person_id AS person,
        cinp_cin_plan_start_date AS start,
        began.over_by & ~coalesce(ended.over_by, 0) AS mask
    FROM cin_plans
    JOIN mask_of_day AS began ON began.day = cinp_cin_plan_start_date
    LEFT JOIN mask_of_day AS ended ON ended.day = cinp_cin_plan_end_date
    WHERE cinp_cin_plan_start_date <= getvariable('to_day')
        AND (cinp_cin_plan_end_date IS NULL OR cinp_cin_plan_end_date > getvariable('first_end'))
),
outdated AS (
    SELECT id, bit_or(over_by) AS outdated
    FROM planned
    JOIN cin_assessments ON cina_person_id = person AND cina_assessment_auth_date > start
    JOIN mask_of_day ON day = cina_assessment_auth_date
    GROUP BY id
),
short_break AS (
    SELECT clae_cla_episode_id AS id
    FROM cla_episodes
    JOIN legal_status ON lega_person_id = clae_person_id
        AND is_short_break(lega_legal_status)
        AND lega_legal_status_start_date <= clae_cla_episode_start_date
        AND (lega_legal_status_end_date IS NULL OR lega_legal_status_end_date > clae_cla_episode_start_date)
),
visited AS (
    SELECT cinv_person_id AS person, bit_or(seen) AS mask
    FROM cin_visits JOIN mask_of_day ON day = cinv_cin_visit_date
    WHERE cinv_cin_visit_seen AND seen <> 0
    GROUP BY cinv_person_id
),
fact AS (
    SELECT person, mask AS held, CAST(0 AS BIGINT) AS elsewhere, CAST(0 AS BIGINT) AS planned, CAST(0 AS BIGINT) AS visited
    FROM holding
    UNION ALL
    SELECT person, 0, mask, 0, 0 FROM protection
    UNION ALL
    SELECT person, 0, mask, 0, 0 FROM grown WHERE person IN (SELECT person FROM episode)
    UNION ALL
    SELECT clae_person_id, 0, began.over_by & ~coalesce(ended.over_by, 0), 0, 0
    FROM cla_episodes
    JOIN mask_of_day AS began ON began.day = clae_cla_episode_start_date
    LEFT JOIN mask_of_day AS ended ON ended.day = clae_cla_episode_ceased_date
    WHERE clae_cla_episode_id NOT IN (SELECT id FROM short_break)
    UNION ALL
    SELECT person, 0, 0, mask & ~coalesce(outdated, 0), 0 FROM planned LEFT JOIN outdated USING (id)
    UNION ALL
    SELECT person, 0, 0, 0, mask FROM visited
)
SELECT
    person,
    bit_or(held) AS held,
    bit_or(elsewhere) AS elsewhere,
    bit_or(planned) AS planned,
    bit_or(visited) AS visited
FROM fact
GROUP BY person;

CREATE TEMP TABLE in_need AS
SELECT
    person,
    team,
    plan_due,
    coalesce(planned, 0) AS planned,
    coalesce(visited, 0) AS visited,
    coalesce(held, 0) AS held,
    mask & ~coalesce(elsewhere, 0) AS mask
FROM open_case LEFT JOIN child USING (person)
WHERE in_need;

CREATE TEMP TABLE counted_in_need AS
WITH placed AS (
    SELECT holder.team, in_need.mask & holder.mask AS mask, plan_due, planned, visited
    FROM in_need JOIN holder USING (person)
    WHERE in_need.mask & holder.mask <> 0
    UNION ALL
    SELECT team, mask & ~held, plan_due, planned, visited FROM in_need WHERE mask & ~held <> 0
)
SELECT
    month.month,
    team,
    count(*) AS in_need,
    sum((plan_due >> place) & 1) AS in_need_plan_due,
    sum(((plan_due & planned) >> place) & 1) AS in_need_plan_up_to_date,
    sum((visited >> place) & 1) AS in_need_visited
FROM placed JOIN month ON (mask >> place) & 1 = 1
GROUP BY month.month, team;

CREATE TEMP TABLE counted_protected AS
WITH seen AS (
    SELECT cppv_person_id AS person, bit_or(protected) AS seen
    FROM cp_visits JOIN mask_of_day ON day = cppv_cp_visit_date
    WHERE cppv_cp_visit_seen AND protected <> 0
    GROUP BY cppv_person_id
),
alone AS (
    SELECT cppv_person_id AS person, bit_or(alone) AS alone
    FROM cp_visits JOIN mask_of_day ON day = cppv_cp_visit_date
    WHERE cppv_cp_visit_seen_alone AND alone <> 0
    GROUP BY cppv_person_id
),
protected AS MATERIALIZED (
    SELECT
        row_number() OVER () AS number,
        person,
        visit_due,
        coalesce(seen, 0) AS seen,
        coalesce(alone, 0) AS alone,
        coalesce(held, 0) AS held,
        plan.mask & ~coalesce(grown.mask, 0) AS mask
    FROM plan
    LEFT JOIN child USING (person)
    LEFT JOIN grown USING (person)
    LEFT JOIN seen USING (person)
    LEFT JOIN alone USING (person)
),
placed AS (
    SELECT holder.team, protected.mask & holder.mask AS mask, visit_due, seen, alone
    FROM protected JOIN holder USING (person)
    UNION ALL
    SELECT open_case.team, protected.mask & ~held & open_case.mask, visit_due, seen, alone
    FROM protected JOIN open_case USING (person)
    UNION ALL
    SELECT
        NULL,
        any_value(protected.mask & ~held) & ~bit_or(coalesce(open_case.mask, 0)),
        any_value(visit_due),
        any_value(seen),
        any_value(alone)
    FROM protected LEFT JOIN open_case USING (person)
    WHERE protected.mask & ~held <> 0
    GROUP BY number
)
SELECT
    month.month,
    team,
    count(*) AS protected,
    sum((visit_due >> place) & 1) AS protected_visit_due,
    sum(((visit_due & seen) >> place) & 1) AS protected_seen,
    sum(((visit_due & alone) >> place) & 1) AS protected_seen_alone
FROM placed JOIN month ON (mask >> place) & 1 = 1
GROUP BY month.month, team;

CREATE TEMP VIEW contact AS
SELECT cont_person_id AS person, cont_contact_date AS day
FROM contacts
WHERE cont_contact_outcome_is_existing_referral IS DISTINCT FROM true
    AND cont_contact_date BETWEEN getvariable('from_day') AND getvariable('to_day');

-- Who was referred once cannot have been before: windows only over the children who were referred more often.
CREATE TEMP TABLE referral AS
WITH referred AS NOT MATERIALIZED (
    SELECT
        cine_person_id AS person,
        cine_referral_date AS day,
        cine_referral_id AS id,
        cine_referral_team AS own,
        cine_close_date AS closed,
        cine_referral_outcome_is_single_assessment OR cine_referral_outcome_is_strategy_discussion AS assessed
    FROM cin_episodes
),
known AS (SELECT cine_person_id AS person FROM cin_episodes GROUP BY cine_person_id HAVING count(*) > 1),
first_of_day AS (
    SELECT *, max(coalesce(closed, DATE '9999-12-31')) OVER (PARTITION BY person, day) AS closes
    FROM referred SEMI JOIN known USING (person)
    QUALIFY row_number() OVER (PARTITION BY person, day ORDER BY id) = 1
),
not_open AS (
    SELECT person, day, own, assessed
    FROM first_of_day
    QUALIFY coalesce(max(closes) OVER (
        PARTITION BY person ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) <= day, true)
)
FROM (
    SELECT *, day - lag(day) OVER (PARTITION BY person ORDER BY day) <= getvariable('re_referral') AS again
    FROM not_open
    UNION ALL
    SELECT person, day, own, assessed, false FROM referred ANTI JOIN known USING (person)
)
WHERE day BETWEEN getvariable('from_day') AND getvariable('to_day');

CREATE TEMP TABLE assessment AS
WITH several AS (
    SELECT cina_referral_id FROM cin_assessments GROUP BY cina_referral_id HAVING count(*) > 1
),
later AS (
    SELECT cina_assessment_id
    FROM cin_assessments SEMI JOIN several USING (cina_referral_id)
    QUALIFY row_number() OVER (PARTITION BY cina_referral_id ORDER BY cina_assessment_start_date, cina_assessment_id) > 1
)
SELECT
    cina_person_id AS person,
    cina_assessment_auth_date AS day,
    cina_assessment_team AS own,
    ended.number - began.number <= getvariable('assessment') AS in_time
FROM cin_assessments
LEFT JOIN later USING (cina_assessment_id)
LEFT JOIN grown ON grown.person = cina_person_id
LEFT JOIN cin_episodes ON cina_referral_id = cine_referral_id
LEFT JOIN calendar AS began ON began.day = CASE
    WHEN later.cina_assessment_id IS NULL AND cine_referral_date IS NOT NULL THEN cine_referral_date
    ELSE cina_assessment_start_date
END
LEFT JOIN calendar AS ended ON ended.day = cina_assessment_auth_date
WHERE cina_assessment_auth_date BETWEEN getvariable('from_day') AND getvariable('to_day')
    AND (turned_18 IS NULL OR turned_18 > cina_assessment_auth_date)
    AND has_outcome;

-- The team of the day, and whether the child had turned 18: only for rows that a spell of the child is open for.
CREATE TEMP TABLE team_of_day AS
WITH wanted AS (
    SELECT person, day FROM contact
    UNION ALL
    SELECT person, day FROM referral WHERE own IS NULL
    UNION ALL
    SELECT person, day FROM assessment WHERE own IS NULL
),
spell AS (
    SELECT
        invo_person_id AS person,
        invo_involvement_start_date AS start,
        invo_involvement_end_date AS until,
        invo_professional_team AS team,
        invo_involvements_id AS id,
        1 AS rank
    FROM involvements
    WHERE invo_professional_team IS NOT NULL
        AND holds_case(invo_professional_role_id)
        AND (invo_involvement_end_date IS NULL OR invo_involvement_end_date > getvariable('from_day'))
    UNION ALL
    SELECT
        cine_person_id, cine_referral_date, cine_close_date, coalesce(cine_referral_team, ''), cine_referral_id, 0
    FROM cin_episodes
    WHERE cine_close_date IS NULL OR cine_close_date > getvariable('from_day')
    UNION ALL
    SELECT person, turned_18, NULL, '', '', 2 FROM grown
)
SELECT
    person,
    day,
    nullif(arg_max(team, (rank, start, id)) FILTER (rank < 2), '') AS team,
    max(rank) = 2 AS is_grown
FROM wanted JOIN spell USING (person)
WHERE start <= day AND (until IS NULL OR until > day)
GROUP BY person, day;

-- Most contacts are about children without an open case: all are counted by month, and those found taken from them.
CREATE TEMP TABLE counted_contacts AS
WITH every AS (SELECT date_trunc('month', day) AS month, count(*) AS contacts FROM contact GROUP BY ALL),
found AS (
    SELECT date_trunc('month', day) AS month, team, is_grown, count(*) AS contacts
    FROM contact JOIN team_of_day USING (person, day)
    GROUP BY ALL
)
SELECT year(month) * 12 + month(month) - 1 AS month, team, contacts
FROM (
    SELECT month, team, contacts FROM found WHERE team IS NOT NULL AND NOT is_grown
    UNION ALL
    SELECT month, NULL, every.contacts - coalesce(sum(found.contacts), 0)
    FROM every LEFT JOIN (FROM found WHERE team IS NOT NULL OR is_grown) AS found USING (month)
    GROUP BY month, every.contacts
);

CREATE TEMP TABLE counted_referrals AS
SELECT
    year(referral.day) * 12 + month(referral.day) - 1 AS month,
    coalesce(own, team) AS team,
    count(*) AS referrals,
    count(*) FILTER (again) AS re_referrals,
    count(*) FILTER (assessed) AS referrals_to_assessment
FROM referral LEFT JOIN team_of_day USING (person, day)
GROUP BY ALL;

CREATE TEMP TABLE counted_assessments AS
SELECT
    year(assessment.day) * 12 + month(assessment.day) - 1 AS month,
    coalesce(own, team) AS team,
    count(*) AS assessments,
    count(*) FILTER (in_time) AS assessments_in_time
FROM assessment LEFT JOIN team_of_day USING (person, day)
GROUP BY ALL
