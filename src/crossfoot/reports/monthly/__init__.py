"""The monthly report and the county report: months of every indicator, by topic."""
