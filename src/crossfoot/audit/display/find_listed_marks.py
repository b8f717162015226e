"""Lists of the rows that bear a mark, `Teams rated beyond: A, B`: against the column or the two columns of marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from crossfoot.audit.counted.told_states import Mention, States, mentions_in, states_of
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study

LISTED = Rule(
    "listed-marks",
    Kind.NARRATIVE,
    "A list after a colon of the rows that bear a mark names all that bear it, and no others.",
)
NEAR = 20
"""Lines from a table within which its rows are listed."""
MOST_WORDS = 12
_LIST = re.compile(r"(?:^|[.;]\s)(?P<lead>[^:.;]{3,110}):\s+(?P<names>[^:]{1,300}?)(?:\.|$)")
_FURTHER = re.compile(
    r"\b(?:not|no|never|with|without|where|whose|which|who|that|also|other|new|newly|still|only|first|last|than|"
    r"most|least|some|example|examples|include|including|such|by|for)\b|\d",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"^(?:[A-Za-z]+ )?(?i:graded?|rated|rating|marked|marks?|flagged|flag|band(?:ed)?|in band|category|shown as|"
    r"scored?)\s(?P<letter>[A-Z])$"
)
_AND = re.compile(r"\band\b|\bboth\b", re.IGNORECASE)
_NONE = re.compile(r"none|no \w+|nil", re.IGNORECASE)


def find_listed_marks(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every list after a colon that stands near the table of its rows."""
    known: dict[int, list[States]] = {}
    for sentence in sentences:
        match = _LIST.search(_whole(study, sentence))
        if match is None or _is_told(study, sentence):
            continue
        lead = re.sub(r"^by exception,?\s*", "", match["lead"].strip(), flags=re.IGNORECASE)
        if _FURTHER.search(lead) or len(lead.split()) > MOST_WORDS or _NONE.fullmatch(match["names"].strip()):
            continue
        for table in speaking.tables_near(sentence.line, most=NEAR)[:3]:
            if table.index not in known:
                known[table.index] = [each for each in states_of(study, table) if not each.moved]
            if _judge(study, sentence, lead, match["names"], table, known[table.index]):
                break


def _whole(study: Study, sentence: Sentence) -> str:
    """A list whose items end in semicolons is cut into sentences: all of it, from the paragraph."""
    if sentence.text[-1:] != ";":
        return sentence.text
    for paragraph in study.paragraphs_at(range(sentence.line, sentence.line + 1)):
        start = paragraph.text.find(sentence.text)
        if start >= 0:
            return paragraph.text[start:]
    return ""


def _is_told(study: Study, sentence: Sentence) -> bool:
    return any(each.line == sentence.line and each.rule == "lists-in-words" for each in study.ledger.findings)


def _judge(  # noqa: PLR0917 - a list, and what it is held against
    study: Study, sentence: Sentence, lead: str, names: str, table: PackTable, columns: Sequence[States]
) -> bool:
    """Whether the list was of this table."""
    named = _rows_named(table, columns, names)
    if not named:
        return False
    fitting: list[tuple[int, frozenset[int], list[States]]] = []
    for chosen in (*_meant(lead, columns), *_of_letters(lead, columns)):
        rows = _rows_in(chosen)
        if rows == named:
            study.ledger.agreed(LISTED)
            return True
        said = sum(_heads(table, states, lead) for states, _ in chosen)
        fitting.append((said, rows, [states for states, _ in chosen]))
    if not fitting:
        return False
    top = max(said for said, _, _ in fitting)
    best = [each for each in fitting if each[0] == top]
    if len(best) != 1 or not best[0][1] or len(named) + len(best[0][1]) < 2:
        return False
    if len(best[0][1] ^ named) != 1 and not top:
        # Of rows that are in another state it may be a list of something else, unless the words name the column.
        return False
    _report(study, sentence, lead, table, best[0][1], named, best[0][2])
    return True


def _rows_in(chosen: Sequence[tuple[States, Mention]]) -> frozenset[int]:
    """The rows that are in all the states."""
    held = [{row for row, state in states.of_row.items() if state == mention.state} for states, mention in chosen]
    return frozenset(set.intersection(*held))


def _meant(lead: str, columns: Sequence[States]) -> Iterator[list[tuple[States, Mention]]]:
    """For each mark that the lead names a column that has it; of several marks different columns."""
    mentions: dict[tuple[int, int], list[tuple[States, Mention]]] = {}
    for states in columns:
        for mention in mentions_in(lead, states):
            if mention.state in states.of_row.values():
                mentions.setdefault((mention.start, mention.end), []).append((states, mention))
    # `Heavily oversubscribed` holds `oversubscribed`: the longest words are meant.
    spans = [
        span
        for span in mentions
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in mentions)
    ]
    if not spans or len(spans) > 2 or (len(spans) == 2 and not _AND.search(lead)):
        return
    for chosen in product(*(mentions[span] for span in spans)):
        if len({states.column for states, _ in chosen}) == len(chosen):
            yield list(chosen)


def _of_letters(lead: str, columns: Sequence[States]) -> Iterator[list[tuple[States, Mention]]]:
    """`Graded C`: the one letter that the lead ends with, where it is a mark of one column."""
    match = _LETTER.search(lead)
    if match is None:
        return
    letter = match["letter"].casefold()
    state = {"r": "red", "a": "amber", "g": "green"}.get(letter, letter)
    for states in columns:
        if state in states.of_row.values():
            yield [(states, Mention(state, match["letter"], match.start("letter"), match.end("letter")))]


def _heads(table: PackTable, states: States, lead: str) -> int:
    """Whether words of the lead stand in the heading of the column."""
    own = set(words_of(table.columns[states.column].heading.rpartition(" | ")[2]))
    return len(own & set(words_of(lead)))


def _rows_named(table: PackTable, columns: Sequence[States], names: str) -> frozenset[int]:
    """The rows whose label, or a piece of it, is one of the names; empty where one of them is no row."""
    rows = sorted({row for states in columns for row in states.of_row})
    by_name: dict[str, set[int]] = {}
    for row in rows:
        texts = [table.rows[row].label, *table.rows[row].pieces, *(cell.text for cell in table.rows[row].cells[:2])]
        for text in texts:
            by_name.setdefault(spaced(text).strip(), set()).add(row)
    found: set[int] = set()
    for name in re.split(r",|;|\band\b", names):
        own = by_name.get(spaced(name).strip(), set()) if name.strip() else None
        if own is not None and len(own) != 1:
            return frozenset()
        found |= own or set()
    return frozenset(found)


def _report(  # noqa: PLR0917 - a list, and what it should be
    study: Study,
    sentence: Sentence,
    lead: str,
    table: PackTable,
    rows: frozenset[int],
    named: frozenset[int],
    columns: Sequence[States],
) -> None:
    odd = min(rows ^ named)
    name = max(table.rows[odd].pieces, key=len, default=table.rows[odd].label)
    said = ", ".join(study.pack.cell(Place(table.index, odd, states.column)).text for states in columns)
    expected = "; ".join(max(table.rows[row].pieces, key=len, default="") for row in sorted(rows))[:200]
    working = f"{name} is {said} and is {'named' if odd in named else 'not named'}."
    tell(
        study, LISTED, sentence, lead, expected, working, 0.85,
        [Place(table.index, row, states.column) for row in sorted(rows ^ named) for states in columns],
    )  # fmt: skip
