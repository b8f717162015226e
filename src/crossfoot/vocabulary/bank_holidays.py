"""Bank holidays in England and Wales, 2013 to 2028, frozen.

Only days that are taken on a weekday are listed: where a holiday falls on a weekend the substitute day stands here. A
table is kept, not a rule or a service, because proclamations move and add days, and a deadline that was worked out
last year must come out the same next year. The tests compare it with an independent calendar.
"""

from datetime import date

FIRST_DAY = date(2013, 1, 1)
LAST_DAY = date(2028, 12, 31)
"""Days between which the table is complete. After new dates are announced, add their year and move `LAST_DAY`."""

# fmt: off
BANK_HOLIDAYS: tuple[date, ...] = (
    date(2013, 1, 1), date(2013, 3, 29), date(2013, 4, 1), date(2013, 5, 6), date(2013, 5, 27),
    date(2013, 8, 26), date(2013, 12, 25), date(2013, 12, 26),
    date(2014, 1, 1), date(2014, 4, 18), date(2014, 4, 21), date(2014, 5, 5), date(2014, 5, 26),
    date(2014, 8, 25), date(2014, 12, 25), date(2014, 12, 26),
    date(2015, 1, 1), date(2015, 4, 3), date(2015, 4, 6), date(2015, 5, 4), date(2015, 5, 25),
    date(2015, 8, 31), date(2015, 12, 25), date(2015, 12, 28),
    date(2016, 1, 1), date(2016, 3, 25), date(2016, 3, 28), date(2016, 5, 2), date(2016, 5, 30),
    date(2016, 8, 29), date(2016, 12, 26), date(2016, 12, 27),
    date(2017, 1, 2), date(2017, 4, 14), date(2017, 4, 17), date(2017, 5, 1), date(2017, 5, 29),
    date(2017, 8, 28), date(2017, 12, 25), date(2017, 12, 26),
    date(2018, 1, 1), date(2018, 3, 30), date(2018, 4, 2), date(2018, 5, 7), date(2018, 5, 28),
    date(2018, 8, 27), date(2018, 12, 25), date(2018, 12, 26),
    date(2019, 1, 1), date(2019, 4, 19), date(2019, 4, 22), date(2019, 5, 6), date(2019, 5, 27),
    date(2019, 8, 26), date(2019, 12, 25), date(2019, 12, 26),
    # 2020: The early May holiday moved from Monday 4 to Friday 8 May for the 75th anniversary of VE Day.
    date(2020, 1, 1), date(2020, 4, 10), date(2020, 4, 13), date(2020, 5, 8), date(2020, 5, 25),
    date(2020, 8, 31), date(2020, 12, 25), date(2020, 12, 28),
    date(2021, 1, 1), date(2021, 4, 2), date(2021, 4, 5), date(2021, 5, 3), date(2021, 5, 31),
    date(2021, 8, 30), date(2021, 12, 27), date(2021, 12, 28),
    # 2022: The spring holiday moved to Thursday 2 June, with Friday 3 June added for the Platinum Jubilee; Monday
    # 19 September was the state funeral of Queen Elizabeth II.
    date(2022, 1, 3), date(2022, 4, 15), date(2022, 4, 18), date(2022, 5, 2), date(2022, 6, 2),
    date(2022, 6, 3), date(2022, 8, 29), date(2022, 9, 19), date(2022, 12, 26), date(2022, 12, 27),
    # 2023: Monday 8 May was added for the coronation of King Charles III.
    date(2023, 1, 2), date(2023, 4, 7), date(2023, 4, 10), date(2023, 5, 1), date(2023, 5, 8),
    date(2023, 5, 29), date(2023, 8, 28), date(2023, 12, 25), date(2023, 12, 26),
    date(2024, 1, 1), date(2024, 3, 29), date(2024, 4, 1), date(2024, 5, 6), date(2024, 5, 27),
    date(2024, 8, 26), date(2024, 12, 25), date(2024, 12, 26),
    date(2025, 1, 1), date(2025, 4, 18), date(2025, 4, 21), date(2025, 5, 5), date(2025, 5, 26),
    date(2025, 8, 25), date(2025, 12, 25), date(2025, 12, 26),
    date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25),
    date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28),
    date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 3), date(2027, 5, 31),
    date(2027, 8, 30), date(2027, 12, 27), date(2027, 12, 28),
    date(2028, 1, 3), date(2028, 4, 14), date(2028, 4, 17), date(2028, 5, 1), date(2028, 5, 29),
    date(2028, 8, 28), date(2028, 12, 25), date(2028, 12, 26),
)
# fmt: on
