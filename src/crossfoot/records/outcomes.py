"""The readers of JSON columns: named flags become a column each, a list of codes becomes codes in order.

The standard keeps the outcomes of a contact, referral, assessment, enquiry or conference as one JSON text whose keys
differ by table. A key that is not there is unknown, never no: most systems leave no further action out. Free text
(`COMMENTS`) is never carried.
"""

from __future__ import annotations

from crossfoot.records.engine import literal, words
from crossfoot.records.flags import flag_sql
from crossfoot.records.numbers import read_integer
from crossfoot.records.reading import Fault, Reading
from crossfoot.records.schema import CodeList, Column
from crossfoot.vocabulary.issues import Severity

FREE_TEXT_KEYS = frozenset({"COMMENTS", "OUTCOME_COMMENTS"})
"""Words about a family: known, and left behind."""
NUMBER_KEY = "TOTAL_NO_OF_OUTCOMES"
HAS_NUMBER = frozenset({"assessment_outcomes", "section_47_outcomes", "conference_outcomes"})


def outcome_name(column: Column, key: str) -> str:
    """`cont_contact_outcome_json` and `NEW_REFERRAL` give `cont_contact_outcome_is_new_referral`.

    Without the `is` the JSON's own NFA would have the name of a column that the standard also has.
    """
    return f"{column.name.removesuffix('_json')}_is_{key.lower()}"


def outcome_number_name(column: Column) -> str:
    """`cina_assessment_outcome_json` gives `cina_assessment_outcome_total`: how many outcomes its text counts."""
    return f"{column.name.removesuffix('_json')}_total"


def outcome_values_sql(text: str, codes: CodeList) -> str:
    """SQL for every value of the JSON in one list, NULL where `text` is no JSON object.

    Two places for each key, with `_FLAG` and without, then the number of outcomes. The text is parsed once for all of
    its keys: one call for each key took most of the time that a table of contacts needs.
    """
    paths = [f"/{code.code}{ending}" for code in codes.codes for ending in ("_FLAG", "")] + [f"/{NUMBER_KEY}"]
    return f"json_extract_string(CASE WHEN {_is_object(text)} THEN {text} END, [{', '.join(map(literal, paths))}])"


def read_outcomes(column: Column, text: str, values: str, codes: CodeList) -> tuple[Reading, ...]:
    """A truth value for each key of the list, and the number of outcomes where the table has one.

    `values` is a column that holds what `outcome_values_sql` gives.
    """
    readings = []
    strange_values = []
    for place, code in enumerate(codes.codes):
        cell = f"nullif(trim(coalesce({values}[{2 * place + 1}], {values}[{2 * place + 2}])), '')"
        readings.append(Reading(outcome_name(column, code.code), "BOOLEAN", flag_sql(cell)))
        strange_values.append(f"(({cell}) IS NOT NULL AND ({flag_sql(cell)}) IS NULL)")
    if codes.id in HAS_NUMBER:
        cell = f"nullif(trim({values}[{2 * len(codes.codes) + 1}]), '')"
        readings.append(read_integer(outcome_number_name(column), cell))
    known = {f"{code.code}{ending}" for code in codes.codes for ending in ("", "_FLAG")} | FREE_TEXT_KEYS | {NUMBER_KEY}
    keys = f"json_keys(CASE WHEN {values} IS NOT NULL THEN {text} END)"
    faults = (
        _unreadable(text, f"{values} IS NULL", 'named flags, such as {"NFA_FLAG": "Y"}'),
        Fault(
            "RECORDS-OUTCOME-KEY",
            f"coalesce(len(list_filter({keys}, lambda name: name NOT IN {words(known)})) > 0, false)",
            f"The JSON has a key that is not in the list '{codes.title}'; what it says is not used.",
            "Map it to a key of the list in the extract; the other keys of the row were read.",
            severity=Severity.WARNING,
        ),
        Fault(
            "RECORDS-OUTCOME-FLAG",
            " OR ".join(strange_values),
            "A flag in the JSON is not yes or no, so it is unknown.",
            "Write Y or N; leave the key out where it is not known.",
        ),
    )
    first = readings[0]
    return (Reading(first.name, first.sql_type, first.value, faults), *readings[1:])


def read_listed(column: Column, text: str, codes: CodeList) -> Reading:
    """The codes found, sorted, one space between: `1A 2B`. Empty text where the list is empty, NULL where unread.

    Both forms are taken: `["1A", "2B"]`, and flags `{"1A": "Y", "2B": "N"}` which the standard plans.
    """
    is_list = f"coalesce(json_type(CASE WHEN json_valid({text}) THEN {text} END) = 'ARRAY', false)"
    flag = flag_sql("json_extract_string(object, '/' || name)")
    of_list = f"json_extract_string(CASE WHEN {is_list} THEN {text} END, '$[*]')"
    json = f"(CASE WHEN {_is_object(text)} THEN {text} END)"
    names = f"list_filter(json_keys({json}), lambda name: coalesce({flag.replace('object', json)}, false))"
    found = f"list_transform(CASE WHEN {is_list} THEN {of_list} ELSE {names} END, lambda code: upper(trim(code)))"
    known = words(code.code for code in codes.codes)
    kept = f"list_sort(list_distinct(list_filter({found}, lambda code: code IN {known})))"
    return Reading(
        listed_name(column),
        "VARCHAR",
        f"array_to_string({kept}, ' ')",
        (
            _unreadable(text, f"NOT ({is_list} OR {_is_object(text)})", 'a list such as ["1A", "2B"]'),
            Fault(
                "RECORDS-LISTED-CODE",
                f"coalesce(len(list_filter({found}, lambda code: code IS NULL OR code NOT IN {known})) > 0, false)",
                f"The JSON has a code that is not in the list '{codes.title}'; the other codes were read.",
                "Correct the code, or leave it out.",
                Severity.WARNING,
            ),
        ),
    )


def listed_name(column: Column) -> str:
    """`cinf_assessment_factors_json` gives `cinf_assessment_factors`."""
    return column.name.removesuffix("_json")


def _is_object(text: str) -> str:
    return f"coalesce(json_type(CASE WHEN json_valid({text}) THEN {text} END) = 'OBJECT', false)"


def _unreadable(text: str, found: str, wanted: str) -> Fault:
    return Fault(
        "RECORDS-JSON",
        f"({text}) IS NOT NULL AND {found}",
        f"The cell is not JSON that holds {wanted}, so all of it is unknown.",
        "Export the column as the standard writes it.",
    )
