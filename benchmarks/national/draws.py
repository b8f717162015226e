"""The SQL functions that the made-up tables are drawn with: arithmetic only, so that every run draws the same rows."""

MACROS = (
    """
    CREATE MACRO scrambled(number, salt) AS (number & 2147483647) * 1103515245 + salt * 12345
    """,
    """
    CREATE MACRO mixed(number) AS (xor(number & 2147483647, (number & 2147483647) >> 15) * 1597334677) & 2147483647
    """,
    """
    CREATE MACRO draw(number, salt, choices) AS
        xor(mixed(scrambled(number, salt)), mixed(scrambled(number, salt)) >> 13) % choices
    """,
    # Whole days, because a date takes no wider number.
    """
    CREATE MACRO some_days(number, salt, least, most) AS
        CAST(least + draw(number, salt, most - least + 1) AS INTEGER)
    """,
    "CREATE MACRO pick(list, number, salt) AS list[1 + draw(number, salt, len(list))]",
    "CREATE MACRO person_id(number) AS CAST(1000000000 + number AS VARCHAR)",
    "CREATE MACRO team_id(authority, place, kind) AS 'T' || CAST(10000 + authority * 32 + place * 4 + kind AS VARCHAR)",
    "CREATE MACRO past(day) AS CASE WHEN day <= last_day() THEN day END",
)
"""They want `first_day()` and `last_day()`, the ends of the months, to be there."""
