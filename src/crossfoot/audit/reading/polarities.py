"""Which way is good for each row of a table: said in a column, in a note, in the label, or not at all."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import Pack, PackTable, Paragraph, Role
from crossfoot.audit.reading.roles import polarity_of
from crossfoot.audit.study import Study

HIGH, LOW = "high", "low"
_LETTERS = {
    "h": HIGH, "b": HIGH, "l": LOW, "s": LOW, "+": HIGH, "-": LOW, "\u2013": LOW, "\u2212": LOW, "max": HIGH,
    "min": LOW, "↑": HIGH, "▲": HIGH, "⬆": HIGH, "↓": LOW, "▼": LOW, "⬇": LOW, "more": HIGH, "less": LOW, "fewer": LOW,
    "larger": HIGH, "large": HIGH, "small": LOW, "big": HIGH, "greater": HIGH, "above": HIGH, "below": LOW,
}  # fmt: skip
_HEADING = re.compile(
    r"(^|\| )\(?([bhl+] ?/ ?[sl-]|s ?/ ?b|l ?/ ?h|good|good( is| to be|\?)?|polarity|aim( is)?|ideal|better( is|\?)?|"
    r"(desired|good|preferred) (direction|trend|performance)|high ?/ ?low|bigger ?(or|/) ?smaller|"
    r"what is good)\)?[?:]?$",
    re.IGNORECASE,
)
_NO_WAY = re.compile(
    r"\b(risk|rating|band|level|score|priority|compar\w+|against|beside|since|than|versus|vs?|likelihood|impact|england|"
    r"national|"
    r"rag|status|direction|travel|trend|way|arrow|mark|sign|flag|change)\b",
    re.IGNORECASE,
)
_WAY = r"(?P<{0}>higher|high|bigger|larger|more|greater|increas\w+|lower|low|smaller|fewer|less|decreas\w+|reduc\w+)"
_IS_BETTER = r"(?:\s\w+){0,3}?\s(?:is|are|means?|=|shows?)\s(?:better|good|best|positive|improv\w+|desirable)"
_THEN_NAMES = re.compile(
    rf"\b{_WAY.format('way')}{_IS_BETTER}(?:\s\w+)?\s?(?:,|:)?\s?(?:for|on|in|is)\s(?P<names>[^.;]+)", re.IGNORECASE
)
_NAMES_THEN = re.compile(
    rf"\bfor (?P<names>[^.;:]{{3,160}}?),? (?:where )?(?:an? )?{_WAY.format('way')}(?:{_IS_BETTER}|"
    rf"(?:\s\w+){{0,2}}$)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\b{_WAY.format('way')}{_IS_BETTER}|\b(?:good|better) is {_WAY.format('way2')}\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?P<way>higher|high|bigger|lower|low|smaller|more|less|fewer) (?:is )?(?:better|good)\b", re.IGNORECASE
)
_EXCEPT = re.compile(r"\b(?:except|apart from|other than|unless)\b(?: for)?(?P<names>[^.;]+)", re.IGNORECASE)
_OF_ONE = re.compile(
    rf"^\W*(?:an?\s|the\s)?{_WAY.format('way')}\s(?P<names>[^.;,:]{{8,90}}?)\s(?:is|are|means?)\s(?:better|good|best)\b",
    re.IGNORECASE,
)
"""`Fewer children with three or more homes is better.`"""
_ALL = re.compile(
    r"^\s*(all|every|each|both|the (measures|table|indicators)|these|this table|the rest|"
    r"the others?)\b",
    re.IGNORECASE,
)
_NO_RULE = re.compile(
    r"\bmarked\b|\b(?:carry|carries|bears?|shown with|(?:has|have) an?) (?:an? |the )?[\u25b2\u25bc\u2191\u2193]|"
    r"\bcolumn\b|\bwhether\b|\b(high|bigger|higher) or (low|smaller)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;])\s+")
_ROWS = re.compile(r"\b(?P<number>first|second|third|fourth|fifth|last)( row| measure| line)?\b", re.IGNORECASE)
_FIRST_FEW = re.compile(
    r"\b(?P<end>first|top|last|bottom) (?P<number>two|three|four|five|six|\d)(?: rows| measures| lines| indicators)?\b",
    re.IGNORECASE,
)
_FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}
_IN_LABEL = re.compile(
    r"\(?\b(?P<way>higher|high|bigger|lower|low|smaller) (?:\w+ )?is (?:better|good)\b|\(\s*(?P<letter>[BS])\s*\)$|"
    r"\(\s*(?P<arrow>[↑↓▲▼])\s*\)",
    re.IGNORECASE,
)
_LIKELY_LOW = re.compile(
    r"\bre-?\s?referr|\brepeat|\bre-?\s?offend|\babsen|\bexclu|\bsuspen|\bvacan|\bturnover|\bneet\b|"
    r"not in (education|"
    r"employ|training)|\bsick|\bcaseload|\bwait|\bdelay|\boverdue|\bmissing|\bcomplain|\boverspen|\bcost|\bspend|"
    r"\bagency|\blate\b|\bout of (time|borough|county|area)|\bsecond or|\bsubsequent|\bmoves?\b|\bbreakdown|"
    r"\bdisrupt|"
    r"\bunallocated|\bcustod|\bconception|\bobes|\bmortal|\bdeath|\binjur|\bharm|\bhospital|\bdrift|\b(two|2|18) "
    r"(years|months) or|\bover \d+|\bmiles\b|\bappeal|\brefus|\bunplanned|\bnot\b|\bwithout\b|"
    r"\bno further action|\bgap\b|"
    r"\bdays (taken|lost|to|between|waiting)|\b(time|weeks) (taken|to|between)|\baverage (time|length|days|number)|"
    r"\bmore than (one|two|\d+)|\b(three|3) or more|\bdebt|\barrears|\brate per|\bper 1\d?,?0|\bincident|\bbreach|"
    r"\berrors?\b|\bunsuitable|\binadequate|\bpoverty|\bworkless|\bnumber (of children )?(looked after|in care)",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"\b(groups?|phase|district|area|locality|school|service|team|gender|sex|age|ethnic\w*|term|quarter|month|"
    r"provider|"
    r"category|pupils?|cohort|hub|ward|council|authority|type|scheme|promise|need)\b",
    re.IGNORECASE,
)
NEAR = 14
"""Lines above or below a table within which a note about its measures stands."""


def likely_low(table: PackTable, row: int) -> bool:
    """Whether the words of a row are of something of which less may be wanted; a group of children is no such thing."""
    label = table.rows[row].label
    grouped = any(_GROUPS.search(column.heading) for column in table.columns[: max(1, table.stub)])
    return not grouped and len(label.split()) > 1 and _LIKELY_LOW.search(label) is not None


def way_of(word: str) -> str:
    """`high` or `low` for a word, letter or mark of a column that says which way is good; empty for none."""
    plain = " ".join(word.casefold().split()).strip(" .:()")
    said = polarity_of(word)
    return (
        said
        if said in {HIGH, LOW}
        else _LETTERS.get(plain) or ("" if not (found := _BARE.search(word)) else _way(found))
    )


def _way(match: re.Match[str]) -> str:
    told = match.groupdict()
    word = str(told.get("way") or told.get("way2")).casefold()
    return HIGH if word.startswith(("high", "big", "larg", "more", "great", "increas")) else LOW


def polarities(study: Study, table: PackTable) -> dict[int, str]:
    """`high` or `low` by row, of the rows for which the pack says it."""
    found = _of_targets(table) | _of_column(table)
    for row, each in enumerate(table.rows):
        if row not in found and (match := _IN_LABEL.search(each.label)):
            found[row] = _of_label(match)
    noted: dict[int, str] = {}
    default = ""
    for text, own in _notes(study.pack, table):
        said = _read_note(text, table, noted)
        default = said if said and own else default
    for row in range(len(table.rows)):
        said = noted.get(row) or default
        if row not in found and said:
            found[row] = said
    return found


def _of_label(match: re.Match[str]) -> str:
    if match["way"]:
        return _way(match)
    return {"b": HIGH, "s": LOW, "↑": HIGH, "▲": HIGH, "↓": LOW, "▼": LOW}[
        (match["letter"] or match["arrow"]).casefold()
    ]


def polarity_column(table: PackTable) -> int | None:
    """The column that says which way is good; None where there is none."""
    for place, column in enumerate(table.columns):
        named = _HEADING.search(column.heading) or _ASKED.search(column.heading)
        if named or (column.role is Role.POLARITY and not _NO_WAY.search(column.heading)):
            cells = [table.cell(row, place).text for row in range(len(table.rows))]
            filled = [text for text in cells if text]
            said = sum(bool(way_of(text)) or polarity_of(text) is not None for text in filled)
            asked = _ASKED.search(column.heading) and all(text.casefold() in {"yes", "no", "y", "n"} for text in filled)
            if filled and (asked or said * 4 >= len(filled) * 3):
                return place
    return None


def _of_targets(table: PackTable) -> dict[int, str]:
    """What the targets say that are printed with a sign: `30 -`, `90 +`, `\u25bc 17.0`, `\u2264 5`.

    Where only those bear one of which less is wanted, \u25bc, of the others more is.
    """
    found: dict[int, str] = {}
    for place, column in enumerate(table.columns):
        if column.role is Role.TARGET or _TARGET.search(column.heading):
            signs = {}
            for row in range(len(table.rows)):
                match = _SIGNED_TARGET.fullmatch(table.cell(row, place).text.strip())
                if match is not None:
                    signs[row] = match["before"] or match["after"]
                    found[row] = _TARGET_SIGNS[signs[row]]
            if set(signs.values()) == {"\u25bc"}:
                bare = [row for row in range(len(table.rows)) if row not in signs and table.cell(row, place).is_number]
                found |= dict.fromkeys(bare, HIGH)
    return found


_TARGET = re.compile(r"\b(target|standard|goal|limit|aim|ambition)s?\b", re.IGNORECASE)
_SIGNED_TARGET = re.compile(
    r"(?P<before>[\u25b2\u25bc\u2264\u2265<>]) ?\u00a3?\d[\d,.]*%?|\u00a3?\d[\d,.]*%? (?P<after>[+\u2212\u2013-])"
)
_TARGET_SIGNS = {
    "\u25b2": HIGH, "\u25bc": LOW, "\u2264": LOW, "\u2265": HIGH, "<": LOW, ">": HIGH,
    "+": HIGH, "\u2212": LOW, "\u2013": LOW, "-": LOW,
}  # fmt: skip


def _of_column(table: PackTable) -> dict[int, str]:
    place = polarity_column(table)
    if place is None:
        return {}
    if asked := _ASKED.search(table.columns[place].heading):
        # `Higher is better?`, with yes and no.
        other = LOW if _way(asked) == HIGH else HIGH
        answers = {"yes": _way(asked), "y": _way(asked), "no": other, "n": other}
        said = {row: answers.get(table.cell(row, place).text.casefold(), "") for row in range(len(table.rows))}
        if any(said.values()):
            return {row: way for row, way in said.items() if way}
    ways = {row: way_of(table.cell(row, place).text) for row in range(len(table.rows))}
    return {row: way for row, way in ways.items() if way}


def _notes(pack: Pack, table: PackTable) -> Iterator[tuple[str, bool]]:
    """Words above and just below a table that may say which way is good, and whether they are of this table alone."""
    for text in dict.fromkeys(
        (*table.captions, table.caption, *(each.heading for each in table.columns[: table.stub]))
    ):
        yield text, True
    end = table.last_line
    above = pack.tables[table.index - 1].rows if table.index else ()
    before = above[-1].line if above else 0
    for paragraph in paragraphs_between(pack, table.line - NEAR, end + NEAR):
        own = before < paragraph.line <= table.line or end < paragraph.line <= end + 2
        yield from ((part, own) for part in _SENTENCE.split(paragraph.text))


def paragraphs_between(pack: Pack, first: int, last: int) -> list[Paragraph]:
    """The paragraphs from one line to another."""
    start = bisect_left(pack.paragraphs, first, key=lambda each: each.line)
    return pack.paragraphs[start : bisect_right(pack.paragraphs, last, key=lambda each: each.line)]


def _read_note(text: str, table: PackTable, noted: dict[int, str]) -> str:
    """Rows that a note names are noted; the way it names for all is given back."""
    default = ""
    for part in re.split(r"[;.]\s+|\band (?=for the)", text) if len(text) < 600 else ():
        named = _THEN_NAMES.search(part) or _NAMES_THEN.search(part)
        if named is not None:
            names = named["names"]
            rows = set() if _ALL.search(names) else set(_rows_named(names, table))
            if rows:
                noted.update(dict.fromkeys(rows, _way(named)))
            elif _ALL.search(names):
                default = _way(named)
        elif (one := _OF_ONE.match(part)) and (row := _row_alike(one["names"], table)) is not None:
            noted[row] = _way(one)
        elif (bare := _BARE.search(part)) and not _NO_RULE.search(part):
            default = _way(bare)
        if default and (others := _EXCEPT.search(part)):
            noted.update(dict.fromkeys(_rows_named(others["names"], table), LOW if default == HIGH else HIGH))
    return default


def _rows_named(names: str, table: PackTable) -> Iterator[int]:
    """Rows whose labels have the words of one of the names, or that are counted: `the first row`."""
    if few := _FIRST_FEW.search(names):
        number = _FEW.get(few["number"].casefold()) or int(few["number"])
        rows = range(len(table.rows))
        yield from rows[:number] if few["end"].casefold() in {"first", "top"} else rows[-number:]
        return
    for match in _ROWS.finditer(names):
        if len(names.split()) <= 5:
            place = _NUMBERS[match["number"].casefold()]
            if -len(table.rows) <= place < len(table.rows):
                yield place % len(table.rows)
    for name in re.split(r",\s+and\s+|,\s*|\s+and\s+|\s*/\s*", names):
        words = set(words_of(name)) - {"measur", "rate", "the", "figur", "indicator"}
        if words:
            yield from (row for row, each in enumerate(table.rows) if words <= _words(each.label))


def _row_alike(names: str, table: PackTable) -> int | None:
    """The one row whose label has two thirds of the words of a name, two at least; None for none or several."""
    words = set(words_of(names))
    shared = {row: len(words & _words(each.label)) for row, each in enumerate(table.rows)}
    alike = [row for row, count in shared.items() if count >= 2 and count * 3 >= len(words) * 2]
    best = [row for row in alike if shared[row] == max(shared[each] for each in alike)]
    return best[0] if len(best) == 1 else None


def _words(label: str) -> set[str]:
    return set(words_of(label))
