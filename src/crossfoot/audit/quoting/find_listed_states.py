"""Which rows are said to be in a state, by name: each named is in it, and where all are told none is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.quoting.told_states import Mention, States, mentions_in
from crossfoot.audit.reading.pack import PackTable, Place, Role
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
            _judge(study, sentence, mention, states, named, whole=whole and rest == 0)


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
