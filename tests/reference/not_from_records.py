"""What no record of a child feeds: schools, inspections and services count it in returns of their own."""

TOPICS_NOT_FROM_RECORDS = {"education", "participation", "inclusion"}
NOT_FROM_RECORDS = {
    "early-help-requests-for-support",
    "family-support-plans-started",
    "early-help-referrals",
    "exploitation-standard-risk-cases",
    "early-help-step-downs",
    "early-help-step-ups",
    "supporting-progressions-exits",
    "unaccompanied-children-started",
    "unaccompanied-children-ceased",
    "family-support-plans",
    "family-support-plan-children",
    "early-help-families-open",
    "early-help-team-caseload",
    "supporting-progressions-families",
    "unaccompanied-children-accommodated",
    "early-help-awaiting-allocation",
    "family-support-plans-led-by-early-help",
    "early-help-days-to-allocation",
    "supporting-progressions-days",
}
"""Indicators of other topics that services count in returns of their own."""
