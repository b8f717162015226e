"""Rules of days and periods: weekdays, deadlines, the order of dates, titles."""
