"""Superlatives that name a row or column: `highest in Eastdale`, `the largest group is 10 to 15`, `busiest in Q4`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.quoting.named_lines import Named, lines_named
from crossfoot.audit.quoting.near_tables import is_whole_column, is_whole_row
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Measure, summarises
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.spoken.number_words import COUNT
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import plain_words, spaced
from crossfoot.audit.spoken.telling import tell, tell_misquoted
from crossfoot.audit.study import Study
from crossfoot.audit.superlatives.extreme_lines import (
    FEWEST,
    OF_SIZE,
    ends_meant,
    is_percent,
    is_so_elsewhere,
    lines_meant,
)
from crossfoot.audit.superlatives.named_measures import is_in_name, is_named_otherwise, measures_named
from crossfoot.audit.superlatives.said_of_another import is_of_another
from crossfoot.vocabulary.issues import Severity

HIGHEST = Rule(
    "highest-in-words",
    Kind.NARRATIVE,
    "What the words call the highest or lowest of a table is so in a row or column that they may mean.",
    Severity.WARNING,
)
_MOST = re.compile(
    r"\b(?P<high>highest|largest|deepest|fullest|biggest|greatest|commonest|most common|busiest|longest|most numerous|"
    r"most often|peaked|"
    r"(?<=ed )most(?=\s*[.,;]|\s*$)|"
    r"the most(?! common| often| numerous| improved))\b|\b(?P<low>lowest|smallest|fewest|least common|quietest|"
    r"shortest|rarest|emptiest|(?:(?<=the )|(?<=was )|(?<=is )|(?<=were )|(?<=are ))least (?!likely|common)[a-z]+)\b"
    r"|\b(?P<good>strongest|best|top[\s-]performing|most improved)\b|\b(?P<bad>weakest|worst|poorest)\b"
    r"|\b(?P<either>dearest|cheapest|costliest|slowest|fastest|quickest|heaviest|lightest|youngest|oldest|keenest)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:no longer(?: the)?|second|third|fourth|fifth|next|"
    r"one of (?:the|our)|among(?:st)? (?:the|our)|not (?:to |at )?(?:the |its )?|"
    r"two|three|four|five|six|ten|nor|if the|whether the|than the|from (?:the|its)|to the|at (?:its|their)|"
    r"fit(?:s|ted|ting)?|suit(?:s|ed)?|works?|worked|as|at)[\s-]*$",
    re.IGNORECASE,
)
_OF_TIME = re.compile(
    r"\s*(?:[\w-]+ ){1,3}since\b|"
    r"\s*(?:\w+ )?(?:since|until|up to|before|for (?:\w+ )?(?:years|months|quarters)|ever|on record|so far|"
    r"(?:in|over|for) (?:the )?(?:last |past )?(?:\w+ )?(?:years|months|quarters|terms)|"
    r"interests?|practice|value|case|possible|needs?|priority|level of need|of (?:the|its) kind|fit(?:ting)?|"
    r"estimates?|start|endeavours?)\b",
    re.IGNORECASE,
)
_OF_MONTHS = re.compile(
    r" (?:\w+ )?of (?:the|these|all) (?:[\w-]+ ){0,2}(?:months?|quarters?|years?|terms?|weeks?|periods?|series)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:had|has|have|saw|took|made|held|scored|came|did|was|is|were|are)(?: the| its| their)?\s?$", re.IGNORECASE
)
_WITH_SO_MANY = re.compile(r",? (?:with|at|on) (?=£?\d)(?:[^,;]|,(?=\d)){1,40}, ", re.IGNORECASE)
"""`August, with 1,042 contacts, was the quietest month`."""
THAN_BEFORE = re.compile(
    r"\b(?:(?:(?:more|fewer|less|higher|lower|better|worse) than|above|below|behind|ahead of) "
    r"(?:in |at |for |on |that (?:of|in) |those (?:of|in) )?(?:the )?"
    r"(?:(?!(?:and|but)\b)[\w/-]+ ?){1,4}(?:\([^()]*\))?"
    r"|(?:from|against|compared (?:with|to)) £?\d[\d.,]*(?:%|m|bn|k)? (?:in|at|for|on) (?:the )?"
    r"(?:(?!(?:and|but|to)\b)[\w/\u2013-]+ ?){1,4})"
    r"\s?(?=,|\.?\s*$|\b(?:and|but|to)\b)",
    re.IGNORECASE,
)
"""`Seven more than in the summer and the most in a year`, `5 points below A, and the longest wait`: not theirs.

Nor is what it came from: `78%, up from 74% in Quarter 3 and the best of the year`.
"""
_AND = re.compile(r"^(?:[^;.]|\.(?=\d)){0,40}?\b(?:and|but|while|whereas)\b", re.IGNORECASE)
"""`A had the highest average and B the lowest`: each stands before its own."""
THAN_AFTER = re.compile(
    r"\d[\d.,]*%? (?:(?:percentage )?points? )?(?:(?:more|fewer|less|higher|lower) than|above|below|behind|ahead of) "
    r"[^.;,()]*",
    re.IGNORECASE,
)
"""`Lowest at 7.2, 3.4 below Adults`: what it is so far from is not what is lowest."""
_WHERE = re.compile(r"\s*(?:in|at|for|among|on|by|with)\b", re.IGNORECASE)
"""`Highest in August`: what comes is where, and not what is counted."""
_AT_VALUE = re.compile(r"\s(?:at|with|on) £?\d", re.IGNORECASE)
"""`Place is lowest at 8.0, 2.6 below Adults`."""
_CAUSE = re.compile(r";|\b(?:because|due to|owing to|caused by|as a result of|followed by|ahead of)\b", re.IGNORECASE)
_TIME_FOR = re.compile(
    r"^(?P<time> (?:month|quarter|week|term|year|day)\b.*?) for (?:the |all |new )?[\w -]+?"
    r"(?= (?:was|were|is|are|came)\b)",
    re.IGNORECASE,
)
"""`The busiest month for referrals was October`: it is the month that is the busiest."""
_TIME_WITH = re.compile(r"^(?P<time> (?:month|quarter|week|term|year|day)\b),? (?:with|at) .*$", re.IGNORECASE)
"""`September was the busiest month, with 273 referrals`: referrals are what is counted."""
_BOTH = re.compile(r"\b\w+ and [\w ]+? (?:are|were|had|have) (?:the )?$", re.IGNORECASE)
"""`Ash and Beech are the best`: one of them is not the best alone."""
OF_THOSE = rf"of the {COUNT} (?:[a-z-]+ ){{0,2}}[a-z]+s (?:with(?:out)?|that|which|where|who|still|left|in which)"
"""`The lowest of the three areas with places left` need not be the lowest of all."""
LEFT_OUT = re.compile(
    rf"\b(?:{OF_THOSE}|other than|apart from|except(?: for)?|excluding|after(?! \d)|"
    r"besides|leaving out|not counting|setting aside|among new|"
    r"behind|"
    r"(?:times|over|divided by|multiplied by|plus|minus|less) the (?:highest|largest|lowest|smallest|cheapest|best))\b",
    re.IGNORECASE,
)
"""`After September, January brought the most`: anywhere in the sentence."""
_CLAUSE_END = re.compile(r"[,;]|\band\b")
NEAR = 45
MOST_TABLES = 4


def find_told_extremes(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every superlative that is told of a line of a table near it."""
    names = measures_named(study, _MOST)
    for sentence in sentences:
        matches = [match for match in _MOST.finditer(sentence.text) if _is_told(sentence.text, match)]
        matches = [match for match in matches if not is_in_name(sentence.text, match, names)]
        if not matches or LEFT_OUT.search(sentence.text):
            continue
        tables = speaking.tables_near(sentence.line, most=NEAR)[:MOST_TABLES]
        told: dict[str, str] = {}
        for number, match in enumerate(matches):
            start = matches[number - 1].end() if number else 0
            end = matches[number + 1].start() if number + 1 < len(matches) else len(sentence.text)
            after, before = _CAUSE.split(sentence.text[match.end() : end])[0], sentence.text[start : match.start()]
            before = THAN_BEFORE.sub(" ", _WITH_SO_MANY.sub(" ", before))
            after = THAN_BEFORE.sub(" ", THAN_AFTER.sub(" ", after))
            after = _TIME_WITH.sub(r"\g<time>", _TIME_FOR.sub(r"\g<time>", after))
            if _VERB.search(before):
                # `Autumn is the busiest term: spring had 548.`
                after = after.partition(": ")[0]
            if _OF_MONTHS.match(after):
                # `The lowest of the five years and 8 fewer than in 2023/24` is not that of 2023/24.
                after = _CLAUSE_END.split(after)[0]
            placed = (_WHERE.match(after) and not _AT_VALUE.match(after)) or _OF_MONTHS.match(after)
            joined = not _WHERE.match(after) and _SUBJECT.search(before) and _AND.search(after)
            named = lines_named(before, tables, last=True) if joined else []
            subject = [] if named or placed else _subject(before, tables)
            named = named or subject or _before_and(before, after, tables)
            named = named or lines_named(after, tables)
            named = [each for each in named if not _is_whole(study, each)]
            if not named and not _OF_MONTHS.match(after):
                named = [each for each in lines_named(before, tables, last=True) if not _is_whole(study, each)]
            if not named:
                continue
            rest = spaced(f"{before} {after}").replace(named[0].name, " ", 1)
            counted = not subject and not _WHERE.match(after)
            if counted and _is_where_both_cross(study, sentence, match, named, lines_named(rest, tables)):
                study.ledger.agreed(HIGHEST)
                continue
            way = match.lastgroup or ""
            name = named[0].name
            table = study.pack.tables[named[0].table]
            heads = frozenset(word for column in table.columns[: table.stub] for word in plain_words(column.heading))
            between = plain_words(sentence.text[matches[0].end() : match.start()]) - plain_words(name) - heads
            alike = len({noun[1] for each in matches if (noun := _NOUN.match(sentence.text, each.end()))}) < 2
            if name in told and told[name] != way and len(matches) == 2 and not between and alike:
                _contradicts(study, sentence, match, name)
            else:
                own = sentence.text[:end] if _OF_BEFORE.search(before + after) else before + after
                _check(study, sentence, match, named, tables, own)
            told[name] = way


def _subject(before: str, tables: Sequence[PackTable]) -> list[Named]:
    """What stands right before the verb: `Neglect is the largest category`."""
    verb = _VERB.search(before)
    head = spaced(before[: verb.start()]) if verb is not None else ""
    named = lines_named(head, tables, last=True) if head.strip() else []
    return [each for each in named if head.rstrip().endswith(each.name) and not summarises(each.name)]


def _before_and(before: str, after: str, tables: Sequence[PackTable]) -> list[Named]:
    """What stands before the verb, where `and` follows before another is named.

    `A's rate is the highest in the county and B's the lowest`.
    """
    own = _AND.match(after)
    if own is None or _VERB.search(before) is None or lines_named(own[0], tables):
        return []
    return [each for each in lines_named(before, tables, last=True) if not summarises(each.name)]


_NOUN = re.compile(r" ([a-z]{3,})\b")
_OF_BEFORE = re.compile(r"\b(?:them|these|those|they|it|its|their)\b", re.IGNORECASE)
"""`Visits were fewest at A; the highest number of them was at B`: the measure stands in the clause before."""


def _is_whole(study: Study, named: Named) -> bool:
    """Whether it is the row or column of all others: `the highest of the year`, over a row `Year`."""
    table = study.pack.tables[named.table]
    whole = is_whole_row(table, named.number) if named.by_row else is_whole_column(table, named.number)
    return whole or summarises(named.name)


_VERB = re.compile(
    r"\b(?:had|has|have|saw|took|made|held|was|is|were|are)\b(?: the| an?)?(?: [a-z]+){0,2}\s?$(?<!its )(?<!their )",
    re.IGNORECASE,
)


def _is_where_both_cross(
    study: Study, sentence: Sentence, match: re.Match[str], named: Sequence[Named], others: Sequence[Named]
) -> bool:
    """Whether what the superlative names is counted, and is so where it says: `the most places left are at A`."""
    for measure in named:
        for where in others:
            if measure.table != where.table or measure.by_row == where.by_row:
                continue
            table = study.pack.tables[measure.table]
            if where.by_row:
                rows = [each for each in parts_of(table) if not is_whole_row(table, each)]
                line = [Place(table.index, each, measure.number) for each in rows]
            else:
                kind = table.columns[where.number].role
                columns = [each for each in table.value_columns if not is_whole_column(table, each)]
                columns = [each for each in columns if table.columns[each].role is kind]
                line = [Place(table.index, measure.number, each) for each in columns]
            numbers = [place for place in line if study.is_number(place)]
            own = next((each for each in numbers if (each.row if where.by_row else each.column) == where.number), None)
            ends = ends_meant(study, sentence, match, numbers) if own is not None and len(numbers) >= FEWEST else []
            if own is not None and any(study.value(own) == study.value(end) for end in ends):
                return True
    return False


def _is_told(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() :]
    if match[0].casefold() == "the most" and not (
        re.match(r" [a-z]+ (?:\w+ ){0,3}(?:was|were|are|is)\b", after)
        or (_SUBJECT.search(before) and re.match(r" [a-z]+s\b", after))
    ):
        return False
    if _BOTH.search(text[: match.start()]) or _ORDERED.match(after):
        return False
    return _NOT_SO.search(before) is None and _OF_TIME.match(after) is None and not after.startswith("-")


_ORDERED = re.compile(r" (?:first|last|to (?:the )?(?:lowest|highest|smallest|largest))\b", re.IGNORECASE)
"""`In order of turnover, highest first`: how they are put, and which none of them is."""


def _check(  # noqa: PLR0917 - the superlative, its words, and the tables
    study: Study,
    sentence: Sentence,
    match: re.Match[str],
    named: Sequence[Named],
    tables: Sequence[PackTable],
    own_words: str,
) -> None:
    fails: list[tuple[Named, Place, Place]] = []
    for each in named:
        lines = lines_meant(study, sentence, each, match[0])
        for places in lines:
            own = next(place for place in places if (place.row if each.by_row else place.column) == each.number)
            ends = ends_meant(study, sentence, match, places)
            if any(study.value(own) == study.value(end) for end in ends):
                finer = _finer(study, sentence, match, each, places, own)
                if finer is not None:
                    fails = [(each, *finer)]
                    break
                _check_value(study, sentence, match, own, lines)
                return
            fails.append((each, own, ends[0]))
    if not fails or len({spaced(each.name).strip() for each, _, _ in fails}) > 1:
        return
    each, own, end = fails[0]
    table = study.pack.tables[each.table]
    best = (
        table.rows[end.row].label or _first_words(table, end.row) if each.by_row else table.columns[end.column].heading
    )
    cell, other = study.pack.cell(own), study.pack.cell(end)
    across = table.columns[own.column].heading if each.by_row else table.rows[own.row].label
    if is_named_otherwise(sentence.text, tables, [across], by_row=each.by_row):
        return
    if is_of_another(study, sentence, match.end(), own, end):
        return
    working = f"{across}: {each.name} has {cell.text}, {best} has {other.text}."
    confidence = 0.75 if len(fails) == 1 else 0.65
    of_size = _is_of_size(sentence, match, each)
    if is_so_elsewhere(study, sentence, match, named, own, own_words, of_size=of_size):
        # The words may mean a line that nothing in them names: the rate, not the number.
        return
    tell(study, HIGHEST, sentence, f"{match[0]} {each.name}", best, working, confidence, [own, end])


def _finer(  # noqa: PLR0917 - the line that ties
    study: Study, sentence: Sentence, match: re.Match[str], named: Named, places: Sequence[Place], own: Place
) -> tuple[Place, Place] | None:
    """Where several rows have its percentage: the count beside it, and that of the row which has most or least."""
    tied = [place for place in places if study.value(place) == study.value(own)]
    if len(tied) < 2 or not is_percent(study, own) or not _is_of_size(sentence, match, named):
        return None
    column = own.column - 1
    counts = [Place(own.table, place.row, column) for place in places]
    if column < 0 or not all(map(study.is_number, counts)) or study.measure(counts[0]) not in _COUNTS:
        return None
    end = (max if match.lastgroup == "high" else min)(counts, key=study.value)
    mine = Place(own.table, own.row, column)
    return None if study.value(mine) == study.value(end) else (mine, end)


_COUNTS = frozenset([Measure.COUNT, Measure.UNKNOWN])


def _is_of_size(sentence: Sentence, match: re.Match[str], named: Named) -> bool:
    """Whether it says which is the largest of a kind: no rate beside the figures makes a row so."""
    return (
        named.by_row
        and OF_SIZE.search(match[0]) is not None
        and KIND_AFTER.match(sentence.text[match.end() :]) is not None
    )


KIND_AFTER = re.compile(
    r"\s*(?:(?!(?:on|in|at|by|for|of|over|with|to)\b)[a-z]+ )?"
    r"(?:category|group|reason|kind|type|cause|subject|source|theme|sector|team|area|"
    r"factor|need|outcome|age|destination|day|month|time|hour|route|place|setting|offence|diagnosis|language|ethnicity|"
    r"issue|matter|problem|ground|length|band|grade|phase|level|answer|response|placement|provider|district|status)s?\b",
    re.IGNORECASE,
)
"""A word for what the rows are kinds of, after the superlative."""


def _check_value(
    study: Study, sentence: Sentence, match: re.Match[str], own: Place, lines: Sequence[Sequence[Place]]
) -> None:
    """`The highest score is 24, for CS02`: where one column alone is meant its value is told too."""
    told = next((each for each in sentence.figures if each.start >= match.end()), None)
    alone = len(lines) == 1 and told is not None and not told.money and told.percent == is_percent(study, own)
    if (
        told is None
        or not alone
        or not _IS.fullmatch(sentence.text[match.end() : told.start])
        or abs(study.value(own)) == told.amount
        or told.interval.meets(study.interval(own))
    ):
        study.ledger.agreed(HIGHEST)
    else:
        tell_misquoted(study, HIGHEST, sentence, told.text, own, 0.75)


_IS = re.compile(r" [a-z]+(?: [a-z]+)? (?:is|was|stands at|at|of) ", re.IGNORECASE)


def _first_words(table: PackTable, row: int) -> str:
    return next((cell.text for cell in table.rows[row].cells if cell.kind is CellKind.WORDS), "")


def _contradicts(study: Study, sentence: Sentence, match: re.Match[str], name: str) -> None:
    working = f"The sentence calls {name} both the highest and the lowest."
    tell(study, HIGHEST, sentence, f"{match[0]} {name}", "another", working, 0.7)
