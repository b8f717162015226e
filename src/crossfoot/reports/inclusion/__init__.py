"""Attendance, exclusions, children missing education, vulnerable groups."""
