"""Superlatives as English papers write them: which end of what kind of measure each word says, and its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.superlatives.find_told_extremes import KIND_AFTER


class Sort(StrEnum):
    """What a superlative by itself says of the measure."""

    SIZE = "size"
    MONEY = "money"
    SPEED = "speed"
    LENGTH = "length"
    AGE = "age"
    FULLNESS = "fullness"
    WORK = "work"
    QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class Superlative:
    """One superlative with the words that are its own, before it and after it."""

    text: str
    sort: Sort
    high: bool
    """Whether it is the high end that the word says: of `best` and `slowest` the measure has to tell."""
    common: bool
    """Whether it says how often a kind is met: `commonest`, `raised most`, `the largest category`."""
    counted: bool
    """Whether it says how many: `the most visits`, `fewest`."""
    start: int
    end: int
    before: str
    after: str
    begins: int
    """Where its own words begin in the sentence."""
    ends: int

    @property
    def own(self) -> str:
        """All its own words."""
        return f"{self.before} {self.text} {self.after}"


_VERB = (
    r"has|have|had|carries|carry|carried|takes?|took|makes?|made|gives?|gave|sees|saw|brings?|brought|gets?|got|"
    r"loses?|lost|holds?|held|reaches|reached|adds?|added|costs?|spends?|spent|sells?|sold|uses?|used|runs?|ran|"
    r"raised|wins?|won|sends?|sent|keeps?|kept|earns?|earned|receives?|received|serves?|served|shows?|showed|"
    r"records?|recorded|gains?|gained|needs?|needed|draws?|drew|sits?|faces?|faced|handles?|handled|pays?|paid|"
    r"came|come|comes|met|closed|opened|answered|moved|with|was|were|is|are"
)
_SORTS: tuple[tuple[str, Sort, bool, tuple[str, ...]], ...] = (
    (
        "size_high",
        Sort.SIZE,
        True,
        (
            r"highest|largest|biggest|greatest|deepest|commonest|heaviest|peaked",
            r"most (?:common|numerous)",
            r"most often(?= (?:raised|used|given|cited|named|seen|told|reported|chosen)|\s*[.,;]|$)",
            r"at (?:its|their) (?:peak|height)",
            r"top(?= (?:rate|score|mark|figure)s?\b)",
        ),
    ),
    ("size_low", Sort.SIZE, False, (r"lowest|smallest|lightest|rarest|least (?:common|often)",)),
    ("money_high", Sort.MONEY, True, (r"dearest|costliest|priciest|most (?:expensive|costly)",)),
    ("money_low", Sort.MONEY, False, (r"cheapest|least (?:expensive|costly)",)),
    ("speed_high", Sort.SPEED, True, (r"slowest",)),
    ("speed_low", Sort.SPEED, False, (r"quickest|fastest|speediest|promptest",)),
    ("length_high", Sort.LENGTH, True, (r"longest",)),
    ("length_low", Sort.LENGTH, False, (r"shortest",)),
    ("age_high", Sort.AGE, True, (r"oldest",)),
    ("age_low", Sort.AGE, False, (r"youngest|newest",)),
    (
        "full_high",
        Sort.FULLNESS,
        True,
        (
            r"fullest|best (?:used|filled|attended|occupied|taken up)",
            r"most (?:heavily )?(?:used|full)",
        ),
    ),
    (
        "full_low",
        Sort.FULLNESS,
        False,
        (
            r"emptiest|least (?:full|used|filled|occupied)",
            r"worst (?:used|filled|attended)",
        ),
    ),
    ("work_high", Sort.WORK, True, (r"busiest",)),
    ("work_low", Sort.WORK, False, (r"quietest",)),
    ("good_high", Sort.QUALITY, True, (r"strongest|best",)),
    ("good_low", Sort.QUALITY, False, (r"weakest|worst|poorest",)),
    (
        "many_high",
        Sort.SIZE,
        True,
        (
            (
                r"most(?! (?:of|often|recent\w*|likely|part|vulnerable|deprived|improved|people|important|serious|"
                r"popular|appropriate|suitable|able|urgent|like\w*|a|an)\b)"
            ),
        ),
    ),
    ("many_low", Sort.SIZE, False, (r"fewest|least(?! (?:one|two|\d|likely|a|an)\b)",)),
)
_WORDS = "|".join(f"(?P<{name}>{'|'.join(patterns)})" for name, _, _, patterns in _SORTS)
PATTERN = re.compile(rf"\b(?:{_WORDS})\b(?![-\u2013])", re.IGNORECASE)
"""Every superlative, by the name of its sort."""
_BY_NAME = {name: (sort, high) for name, sort, high, _ in _SORTS}
_NOT_SO = re.compile(
    r"\b(?:no longer(?: the)?|second|third|fourth|fifth|sixth|next|"
    r"one of (?:the|our)|among(?:st)? (?:the|our|its)|nor|if the|"
    r"whether the|"
    r"than (?:in )?the|from (?:the|its|their)|to (?:the|its|their)|not (?:to |at |been |as )?(?:the |its |their )?|"
    r"(?:the|these|those|our|all) (?:two|three|four|five|six|ten|\d+)|"
    r"(?:two|three|four|five|six|seven|ten) (?:of the )?|"
    r"fit(?:s|ted|ting)?|suit(?:s|ed)?|works?|worked|as|at(?: (?:the|our|their|its))?|for the|"
    r"joint|equal|a|an|every|each|any|in the|"
    # `Sixty times the lowest price over the bidder's`: how it is worked out.
    r"(?:times|over|divided by|multiplied by|plus|minus|less|against) (?:the|its|their))[\s-]*$",
    re.IGNORECASE,
)
_AT_ITS = re.compile(r"\b(?:at|to) (?:its|their)[\s-]*$", re.IGNORECASE)
_OF_ITS_TIME = re.compile(
    r" (?:\w+ )?(?:of|in|for|over) the (?:year|period|quarter|half[- ]year|term)\b", re.IGNORECASE
)
"""`Rose to its highest level of the year`: of its own values, and not of the lines beside it."""
_NO_SUPERLATIVE = re.compile(
    r"\s*(?:[\w-]+ ){0,3}(?:since|until|ever|on record|so far|interests?|practice|value|possible|needs?|priority|"
    r"level of need|of (?:the|its) kind|fit(?:ting)?|endeavours?|"
    r"for (?:\w+ )?(?:years|months|quarters)|in (?:\w+ )?(?:years|months)(?! \d))\b"
    r"|\s*(?:[\w-]+ )?of (?:the|these|those|all) (?:[\w-]+ ){0,2}(?:months|quarters|years|terms|weeks|periods|rounds)\b"
    r"|\s*(?:estimates?|start|first|next|case|to (?:the )?(?:lowest|smallest|highest|largest))\b",
    re.IGNORECASE,
)
_WHOLE_SENTENCE = re.compile(
    r"\b(?:other than|apart from|except(?: for)?|excluding|besides|leaving out|not counting|setting aside|"
    r"outside|behind|if|would|rank(?:s|ed|ing)?|means?|nationally|england|neighbours?|region\w*|"
    r"other (?:councils|areas)|"
    r"joint\w*|equal\w*|tied|between them|next to)\b|(?:^|, )after [a-z]",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:rise|fall|increase|decrease|growth|drop|reduction|improvement|movement|gap|moved|changed?|rose|fell|grew)\b",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[;:](?=\s|$)|\s[\u2013\u2014-]\s|[(]|,? (?:because|due to|owing to|where|when|which|who|though|although|while|"
    r"whereas|but|so|if|than|as|of (?:whom|which|these|them|those))\b|, (?!(?:at|with|by|of|and|on|in|for)\b|£?\d)",
    re.IGNORECASE,
)
_BOUND = re.compile(r";|:(?=\s)|,? (?:and|but|while|whereas) |, ", re.IGNORECASE)


NEAR = 16
"""Characters before a superlative in which a word of change makes it one of changes: `rose most`."""


def superlatives_in(sentence: Sentence) -> list[Superlative]:
    """The superlatives of a sentence that may be told of a line of a table, in order, each with its own words."""
    text = sentence.text
    if _WHOLE_SENTENCE.search(text):
        return []
    matches = list(PATTERN.finditer(text))
    found = []
    for number, match in enumerate(matches):
        if not _is_told(text, match):
            continue
        begins = _bound(text, matches[number - 1].end(), match.start()) if number else 0
        last = number + 1 == len(matches)
        ends = len(text) if last else _bound(text, match.end(), matches[number + 1].start())
        own = text[match.end() : ends]
        stop = _STOP.search(own)
        bracket = re.match(r" ?\(£?[\d,.]+[%mk]?\)", own[stop.start() :].lstrip(",")) if stop is not None else None
        cut = len(own) if stop is None else stop.start() + (bracket.end() if bracket is not None else 0)
        before = re.split(r"[;:](?=\s)|\b(?:because|although|though|while|whereas|but)\b", text[begins : match.start()])
        sort, high = _BY_NAME[match.lastgroup or ""]
        found.append(
            Superlative(
                match[0],
                sort,
                high,
                _is_common(match[0], before[-1], own[:cut]),
                (match.lastgroup or "").startswith("many"),
                match.start(),
                match.end(),
                before[-1],
                own[:cut],
                match.start() - len(before[-1]),
                match.end() + cut,
            )
        )
    return [each for each in found if not (_MOVED.search(each.after) or _MOVED.search(each.before[-NEAR:]))]


_COMMON = re.compile(r"commonest|rarest|(?:most|least) (?:common|numerous|often)", re.IGNORECASE)
_LARGE = re.compile(r"largest|biggest|smallest|most|fewest|least", re.IGNORECASE)


_PASSIVE = re.compile(r"\b(?:was|were|is|are|been) \w+(?:ed|en) $", re.IGNORECASE)


def _is_common(superlative: str, before: str, after: str) -> bool:
    if _COMMON.fullmatch(superlative):
        return True
    if superlative.casefold() in {"most", "least"}:
        return _PASSIVE.search(before) is not None and not after.strip(" .,;")
    return _LARGE.fullmatch(superlative) is not None and KIND_AFTER.match(after) is not None


def _bound(text: str, start: int, end: int) -> int:
    """Where the words of one superlative end and those of the next begin: at the last `and`, comma or semicolon."""
    found = list(_BOUND.finditer(text, start, end))
    return found[-1].start() if found else end


def _is_told(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() :]
    if _NO_SUPERLATIVE.match(after) or (_AT_ITS.search(before) and _OF_ITS_TIME.match(after)):
        return False
    if (match.lastgroup or "").startswith("many"):
        if match[0].casefold() == "least" and re.search(r"\bat $", before):
            return False
        if re.search(r", $", before) and re.match(r" (?:in|at|on|by|from|among|during)\b", after):
            return True
        if match[0].casefold() != "fewest" and not re.search(
            rf"\b(?:the|{_VERB}|\w+ed|\w+es) $", before, re.IGNORECASE
        ):
            return False
        if re.match(r" [a-z]+ly\b", after):
            return False
    return _AT_ITS.search(before) is not None or _NOT_SO.search(before) is None


def figures_of(sentence: Sentence, superlative: Superlative) -> list[Figure]:
    """The figures among the words after it."""
    return [
        each
        for each in sentence.figures
        if superlative.end <= each.start and each.end <= superlative.ends + 1 and not each.points
    ]
