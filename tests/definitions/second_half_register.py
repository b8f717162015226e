"""The rows of the register that the definitions of the second half must say."""

# id, unit/decimals/polarity/form, figures of the numerator, figures or population of the denominator, and `rows` where
# the county report prints the numerator on a row above the percentage, `as-supplied` where months cannot be added.
REGISTER = """
# looked-after-children
unaccompanied-children-started count/0/none/in_month - - -
unaccompanied-children-ceased count/0/none/in_month - - -
unaccompanied-children-accommodated count/0/none/at_month_end - - -
looked-after-children count/0/low/at_month_end - - -
looked-after-rate rate_per_10k/1/low/at_month_end looked-after-children under-18 -
looked-after-started count/0/low/in_month - - -
looked-after-ceased count/0/high/in_month - - -
looked-after-repeat percentage/1/low/in_month - - -
looked-after-placed-in-county percentage/1/high/at_month_end - looked-after-children rows
looked-after-placed-out-of-county percentage/1/low/at_month_end - looked-after-children rows
looked-after-seen-in-timescale percentage/1/high/at_month_end - - rows
looked-after-seen-alone-in-timescale percentage/1/high/at_month_end - - rows
unaccompanied-children count/0/none/at_month_end - - -
looked-after-reviews-in-timescale percentage/1/high/in_month - - -
looked-after-care-plan-up-to-date percentage/1/high/at_month_end - looked-after-children rows
personal-education-plan-up-to-date percentage/1/high/at_month_end - - rows
review-child-attended percentage/1/high/in_month - - rows
review-child-participated percentage/1/high/in_month - - rows
looked-after-missing-from-placement count/0/low/in_month - - -
court-work-active count/0/none/at_month_end - - -
# looked-after-health
health-assessment-up-to-date percentage/1/high/at_month_end - - rows
health-assessment-up-to-date-number count/0/high/at_month_end health-assessment-up-to-date - -
initial-health-assessment-requested-within-5-days percentage/1/high/in_month - looked-after-started rows
initial-health-assessment-within-20-days percentage/0/high/in_month - - -
immunisations-up-to-date percentage/1/high/at_month_end - - rows
dental-check-up-to-date percentage/1/high/at_month_end - - rows
dental-check-up-to-date-number count/0/high/at_month_end dental-check-up-to-date - -
optician-visit-within-12-months percentage/1/high/at_month_end - - rows
development-checks-up-to-date percentage/1/high/at_month_end - - rows
# placements
placement-stable-2-years percentage/0/high/at_month_end - - -
long-term-placement-stable-12-months percentage/1/high/at_month_end - - rows
three-or-more-placements percentage/1/low/at_month_end - looked-after-children rows
three-or-more-placements-number count/0/low/at_month_end three-or-more-placements - -
nights-in-care count/0/none/in_month - - -
# care-leavers
eligible-care-leavers count/0/none/at_month_end - - -
eligible-needs-assessment-completed percentage/1/high/at_month_end - eligible-care-leavers rows
eligible-pathway-plan-up-to-date percentage/1/high/at_month_end - eligible-care-leavers rows
relevant-care-leavers count/0/none/at_month_end - - -
relevant-pathway-plan-up-to-date percentage/1/high/at_month_end - relevant-care-leavers rows
relevant-visited-within-2-months percentage/1/high/at_month_end - relevant-care-leavers rows
former-relevant-care-leavers count/0/none/at_month_end - - -
former-relevant-pathway-plan-up-to-date percentage/1/high/at_month_end - former-relevant-care-leavers rows
former-relevant-visited-within-2-months percentage/1/high/at_month_end - former-relevant-care-leavers rows
care-leavers count/0/high/at_month_end - - -
care-leavers-contacted-within-2-months percentage/1/high/at_month_end - care-leavers rows
care-leavers-in-education-employment-or-training percentage/1/high/at_month_end - care-leavers rows
care-leavers-in-suitable-accommodation percentage/1/high/at_month_end - care-leavers rows
# adoption
adoptions-within-12-months percentage/1/high/rolling_12 - - as-supplied
adoption-days-entry-to-placement days/0/low/rolling_12 - - as-supplied
adoption-days-order-to-match days/0/low/rolling_12 - - as-supplied
# caseloads
caseload-maximum-safeguarding maximum/0/low/at_month_end - - as-supplied
caseload-maximum-looked-after maximum/0/low/at_month_end - - as-supplied
caseload-maximum-assessment maximum/0/low/at_month_end - - as-supplied
caseload-maximum-family-intervention maximum/0/low/at_month_end - - as-supplied
caseload-maximum-disability maximum/0/low/at_month_end - - as-supplied
caseload-maximum-newly-qualified maximum/0/low/at_month_end - - as-supplied
caseload-average-newly-qualified average/0/low/at_month_end - - as-supplied
# early-help
early-help-re-referrals percentage/1/low/in_month - - -
early-help-requests-for-support count/0/none/in_month - - -
family-support-plans-started count/0/none/in_month - - -
early-help-referrals count/0/none/in_month - - -
exploitation-standard-risk-cases count/0/none/in_month - - -
early-help-step-downs count/0/none/in_month - - -
early-help-step-ups count/0/none/in_month - - -
supporting-progressions-exits count/0/none/in_month - - -
family-support-plans count/0/none/at_month_end - - -
family-support-plan-children count/0/none/at_month_end - - -
early-help-families-open count/0/none/at_month_end - - -
early-help-team-caseload count/0/none/at_month_end - - -
supporting-progressions-families count/0/none/at_month_end - - -
early-help-awaiting-allocation count/0/low/at_month_end - - -
family-support-plans-led-by-early-help percentage/0/none/at_month_end - family-support-plans -
early-help-days-to-allocation days/0/low/in_month - - as-supplied
supporting-progressions-days days/0/none/at_month_end - - as-supplied
# education
childminders-good-or-better percentage/0/high/at_month_end - - -
childrens-centres-good-or-better percentage/0/high/at_month_end - - -
early-years-good-level-of-development percentage/0/high/in_year - - -
early-years-settings-good-or-better percentage/0/high/at_month_end - - -
key-stage-2-expected-standard percentage/0/high/in_year - - -
key-stage-2-level-4b-gap percentage_points/0/high/in_year - - as-supplied
key-stage-2-mathematics percentage/0/high/in_year - - -
key-stage-2-reading percentage/0/high/in_year - - -
key-stage-2-writing percentage/0/high/in_year - - -
key-stage-4-attainment-8 score/1/high/in_year - - -
key-stage-4-english-and-mathematics percentage/0/high/in_year - - -
key-stage-4-progress-8 score/2/high/in_year - - -
primary-schools-good-or-better percentage/0/high/at_month_end - - -
schools-good-or-better percentage/1/high/at_quarter_end - - -
schools-outstanding percentage/0/high/at_month_end - - -
secondary-schools-good-or-better percentage/0/high/at_month_end - - -
special-schools-good-or-better percentage/0/high/at_month_end - - -
# inclusion
children-missing-education count/0/low/in_term - - -
key-stage-4-english-and-mathematics-forecast percentage/0/high/in_year - - -
looked-after-absence percentage/1/low/in_term - - -
looked-after-persistent-absence percentage/1/low/in_term - - -
permanent-exclusion-rate percentage/2/low/in_year - - -
permanent-exclusions-free-school-meals count/0/low/in_term - - -
permanent-exclusions-looked-after-by-the-council count/0/low/in_term - - -
permanent-exclusions-looked-after count/0/low/in_term - - -
permanent-exclusions-reception-and-key-stage-1 count/0/low/in_term - - -
permanent-exclusions-special-educational-needs count/0/low/in_term - - -
permanent-exclusions count/0/low/in_term - - -
pupil-absence percentage/1/low/in_year - - -
pupil-persistent-absence percentage/1/low/in_year - - -
# participation
activity-not-known percentage/1/low/at_month_end - - -
neet-age-16 percentage/1/low/at_month_end - - -
neet-age-17 percentage/1/low/at_month_end - - -
neet-and-not-known percentage/1/low/at_month_end - - -
neet-re-engaging percentage/1/high/in_month - - -
neet percentage/1/low/at_month_end - - -
participating-age-16-apprenticeships percentage/1/none/at_month_end - - -
participating-age-16-full-time-education percentage/1/none/at_month_end - - -
participating-age-16-other percentage/1/none/at_month_end - - -
participating-age-16 percentage/1/high/at_month_end - - -
participating-age-17-apprenticeships percentage/1/none/at_month_end - - -
participating-age-17-full-time-education percentage/1/none/at_month_end - - -
participating-age-17-other percentage/1/none/at_month_end - - -
participating-age-17 percentage/1/high/at_month_end - - -
"""
