"""The education scorecard: attainment and inspections against England."""
