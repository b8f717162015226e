"""Which rows are said to be in a state, by name: each named is in it, and where all are told none is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from crossfoot.audit.counted.told_states import Mention, States, mentions_in, parts_of
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

LISTED = Rule(
    "lists-in-words",
    Kind.NARRATIVE,
    "The rows that the words name as being in a state are in it, and where they name all of them none is left out.",
    Severity.WARNING,
)
_BRACKET = re.compile(r"\s*\((?P<list>[^()]{2,400})\)")
_COLON = re.compile(r"[^.;:()]{0,30}:\s*(?P<list>.+)$")
_ARE = re.compile(r"(?: [\w-]+){0,3}? (?:are|were|is|was)(?: now)?:?\s+(?P<list>.+)$")
_REFERENCE = re.compile(r"\b(?P<code>[A-Z]{1,5}[ -]?\d{1,3}(?:\.\d{1,2})?) \((?P<name>[^()]{6,120})\)")
_ALL = re.compile(r"\bthe (?:only |one |\w+ )?(?:\w+ )?$", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?:\w+est|most|least|best|worst|first|second|third|next|last|main|chief|major|other|another|further|same|"
    r"latest|remaining|rest of the|new|greater|lesser|single)\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
"""`The largest overspend is in transport`, `the other red ones`: it names some, whatever the others are."""
_JOINING = frozenset(
    ["and", "the", "both", "our", "in", "for", "of", "measure", "risk", "indicator", "service", "with"]
)


def find_list_faults(study: Study, sentence: Sentence, all_states: Sequence[States]) -> None:
    """Check each list of rows in a state, against the first column of states near it that has rows so named."""
    seen: set[int] = set()
    if any(each.line == sentence.line and each.rule == LISTED.id for each in study.ledger.findings):
        return
    for states in all_states:
        for mention in mentions_in(sentence.text, states):
            if mention.start in seen:
                continue
            told = _list_after(sentence.text, mention)
            if told is None:
                continue
            words, whole = told
            table = study.pack.tables[states.table]
            named, rest = _rows_named(table, states, words)
            if not named or rest > len(named) * 2:
                continue
            seen.add(mention.start)
            whole = whole and rest == 0 and not _is_of_some(sentence.text[: mention.start], len(states.of_row))
            _judge(study, sentence, mention, states, named, whole=whole)


_OF_SO_MANY = re.compile(rf"\bof (?:the|our|its|these|those|all) (?P<number>{COUNT})\b[^.;:]*$", re.IGNORECASE)


def _is_of_some(before: str, rows: int) -> bool:
    """Whether the list is of fewer rows than the table has: `two of the six services are under budget: ...`."""
    match = _OF_SO_MANY.search(before)
    return match is not None and number_of(match["number"]) < rows


def find_wrong_names(study: Study, sentence: Sentence, tables: Sequence[PackTable]) -> None:
    """`CS07 (Case recording system fails)`: the name in the brackets is that of the reference before them."""
    for match in _REFERENCE.finditer(sentence.text):
        name = spaced(match["name"])
        for table in tables:
            coded = [
                row for row in range(len(table.rows)) if match["code"] in {c.text for c in table.rows[row].cells[:2]}
            ]
            named = [
                row for row in range(len(table.rows)) if name in {spaced(c.text) for c in table.rows[row].cells[:3]}
            ]
            if len(coded) != 1 or len(named) != 1:
                continue
            if coded == named:
                study.ledger.agreed(LISTED)
                break
            right = max((cell.text for cell in table.rows[coded[0]].cells[:3]), key=len)
            working = f"{match['code']} is {right}, at line {table.rows[coded[0]].line}."
            tell(study, LISTED, sentence, match[0], right, working, 0.85, [Place(table.index, coded[0], 0)])
            break


def _list_after(text: str, mention: Mention) -> tuple[str, bool] | None:
    """The words of the list, and whether it claims to name all."""
    after = text[mention.end :]
    before = text[: mention.start]
    if match := _BRACKET.match(after):
        return match["list"], True
    if match := _COLON.match(after):
        return match["list"], True
    if _ALL.search(before[-24:]) and not _SOME.search(before[-48:]) and (match := _ARE.match(after)):
        return match["list"], True
    return None


def _rows_named(table: PackTable, states: States, words: str) -> tuple[list[int], int]:
    """The rows whose labels or references stand in the words, and how many words are left over."""
    left = spaced(words)
    named: list[int] = []
    labelled = [(row, name) for row in states.of_row for name in _names(table, row)]
    # `England` over `All` and over `Disadvantaged` names neither row.
    held = Counter(name for _, name in labelled)
    labelled = [each for each in labelled if held[each[1]] == 1]
    for row, name in sorted(labelled, key=lambda item: -len(item[1])):
        if len(name.strip()) >= 1 and name in left and row not in named:
            left = left.replace(name, " ", 1)
            named.append(row)
        elif row in named:
            left = left.replace(name, " ", 1)
    return named, sum(word not in _JOINING for word in left.split())


def _names(table: PackTable, row: int) -> list[str]:
    texts = [table.rows[row].label, *(piece for piece in table.rows[row].pieces)]
    texts += [
        table.cell(row, column).text
        for column, each in enumerate(table.columns[: table.stub + 1])
        if each.role is Role.REFERENCE
    ]
    names = [spaced(text) for text in texts if text]
    return [name for name in dict.fromkeys(names) if len(name) > 4 or len(table.rows[row].label) < 3]


def _name(table: PackTable, row: int) -> str:
    """The longest piece of its label."""
    return max(table.rows[row].pieces, key=len, default=table.rows[row].label)


def _judge(
    study: Study, sentence: Sentence, mention: Mention, states: States, named: Sequence[int], *, whole: bool
) -> None:
    table = study.pack.tables[states.table]
    wrong = [row for row in named if states.of_row[row] != mention.state]
    missing = [row for row, state in states.of_row.items() if state == mention.state and row not in named]
    if len(wrong) > max(1, len(named) // 2) and len(named) > 1:
        return
    if not wrong and not (whole and missing):
        study.ledger.agreed(LISTED)
        return
    what = [f"{_name(table, row)} is {states.of_row[row]}" for row in wrong]
    what += [f"{_name(table, row)} is {mention.state} and is not named" for row in missing] if whole else []
    row = (wrong or missing)[0]
    published = _name(table, wrong[0]) if wrong else mention.text
    expected = "; ".join(_name(table, row) for row, state in states.of_row.items() if state == mention.state)[:200]
    working = f"Told as {mention.text}: {'; '.join(what[:4])}."
    tell(study, LISTED, sentence, published, expected, working, 0.8, [Place(table.index, row, states.column)])


_MARKED_LIST = re.compile(r"^(?:[\d.()a-z]{1,5}\s)?(?P<lead>[^:;]{2,70}):\s+(?P<list>.+?)\.?$")
_NOBODY = re.compile(r"none|nil|no(?:ne)? (?:of them|at all|\w+s?)", re.IGNORECASE)
UNDER = 8
"""Lines under a table within which a list of its marked rows stands."""


def find_marked_lists(study: Study, sentence: Sentence, tables: Sequence[PackTable]) -> None:
    """`Flagged LOOK: aged 11 to 17`, `Marked *: none`: every row of the mark in a column of marks, and no other."""
    match = _MARKED_LIST.match(sentence.text)
    if match is None or any(each.line == sentence.line and each.rule == LISTED.id for each in study.ledger.findings):
        return
    for table in tables[:1]:
        if not 0 < sentence.line - table.last_line <= UNDER or _OF_ANOTHER_TIME.search(match["lead"]):
            return
        marked = list(_marked(table, match["lead"]))
        if len(marked) != 1:
            return
        states, mark = marked[0]
        nobody = _NOBODY.fullmatch(match["list"]) is not None
        filled = sum(state != _UNMARKED for state in states.of_row.values())
        if not nobody and filled * 5 >= len(states.of_row) * 3:
            # Of a column that has a mark in most rows `listed-marks` tells.
            return
        mention = Mention(mark, mark, match.start("lead"), match.end("lead"))
        if nobody:
            _judge(study, sentence, mention, states, [], whole=True)
            return
        named, rest = _rows_named(table, states, match["list"])
        if named and not rest:
            _judge(study, sentence, mention, states, named, whole=True)


_OF_ANOTHER_TIME = re.compile(
    r"\b(?:last|previous\w*|before|earlier|ago|then|not|no|was|were|next|newly|new|also|still|both|all|or|and)\b",
    re.IGNORECASE,
)


def _marked(table: PackTable, lead: str) -> Iterator[tuple[States, str]]:
    """Each column that has the one mark of the words: in capitals, a sign, or a short word that several rows share."""
    rows = parts_of(table)
    for column in range(1, len(table.columns)):
        texts = {row: table.cell(row, column).text.strip() for row in rows}
        kinds = {text for text in texts.values() if text}
        numbers = any(table.cell(row, column).is_number for row in rows)
        if numbers or len(kinds) > MOST_MARKS or any(len(text) > LONGEST_MARK for text in kinds):
            continue
        said = [text for text in kinds if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", lead, _case(text))]
        if len(said) == 1 and said[0] not in {"-", "\u2013"}:
            yield States(table.index, column, {row: text or _UNMARKED for row, text in texts.items()}), said[0]


def _case(mark: str) -> int:
    return 0 if mark.isupper() or not mark.isalpha() else re.IGNORECASE


_UNMARKED = "not marked"
MOST_MARKS = 5
LONGEST_MARK = 20
