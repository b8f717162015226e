"""The plain reference: every figure that records feed, worked out slowly, one child at a time.

It is the second, independent way of counting. The fast engine in `crossfoot.populations` states each rule as an
expression over whole tables; this package states it again as loops, dates and sets over the records of one child, from
the same page (`docs/explanation/how-records-become-figures.md`) and from nothing else. Only the standard library, and
of crossfoot only its list of bank holidays: no code that counts is shared, so a mistake would have to be made twice.

How to read it
    `working_days`, `months`, `time_limits`    what a day, a month and a time limit are
    `cells`, `children`                        typed cells; the records of each child, read once
    `people`, `care`, `teams`                  age, sex and age range; spells of care and stays; whose case it is
    `contacts`, `early_help`, `assessments`, `conferences`, `protection`, `children_in_need`, `looked_after`,
    `care_health`, `care_events`, `care_leavers`, `adoptions`, `caseloads`     the populations
    `populations`                              the list of them, and `rows`
    `collected`                                which columns each population, flag and breakdown needs
    `figures`                                  `measure` and `evaluate_all`
    `rule_cases`, `case_records`, `cases/`     rules at their edges, with answers worked out by hand
    `histories`, `random_*`, `record_columns`  hypothesis strategies for small counties

Records are `dict[table, list[row]]` with canonical columns and Python values. An absent table or column was not
collected. A row without a child's id belongs to no child and is counted nowhere.

Where the page leaves a choice, the docstring of the function says which one was made. How the tests themselves were
tested: with one comparison or connective changed at a time, the cases or the histories come out differently, save for
changes that mean the same.
"""
