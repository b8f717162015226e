"""What labels say of how their numbers are made: asked for before any number is looked at."""

from __future__ import annotations

import re
from functools import lru_cache

from crossfoot.audit.reading.labels import Measure, Totalling, is_points, per_of
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations.line import Line

FEWEST_PLUS = 2
_DIFFERENCE = re.compile(
    r"differ|\bchange|improvement|varian|variation|over\W*(\(?under|/)|(over|under)-?\s?(spend|represent)|"
    r"(?<!close the )(?<!fill the )\bgaps?\b|"
    r"movement|(in|de)crease\b|\bnet\b|\+\s?/\s?-|[-+]/[-+]|outstanding|short\s?fall|remain|\bgain|\bloss|surplus|deficit|"
    r"\bleft\b|still|to find|headroom|vacan(?!cy (?:rate|%))|excess|above|below|\bvs\b|v target|growth|grew|"
    r"reduction|\brise\b|\bfall\b|"
    r"(away|distance) from|ahead|behind|short of|\bmargin\b|\bswing\b|\bsteps? (from|since|on)\b|\bup or down\b|"
    r"\bmore or (less|fewer)\b|\b(up|down) (on|from|since)\b|\bshift\b|compared (with|to)|"
    r"\b(dearer|higher|more|better|larger|faster|older)\W+(or )?\W*"
    r"(cheaper|lower|less|fewer|worse|smaller|slower|younger)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"\b(without|excluding|excl\.?|not|other than|less|minus|after|net of|rest|late|overdue|missed|absent|unfilled|"
    r"unused|empty|out of time|incomplete)\b|\bnon[\s-]",
    re.IGNORECASE,
)
_BALANCE = re.compile(
    r"clos|carried|c/f|balance|\bend\b|\bend of|31[-/. ]?(march|mar|0?3)|final|remaining|\bnet\b|revised|forecast|"
    r"available|current budget|at \d|total",
    re.IGNORECASE,
)
_QUOTIENT = re.compile(
    r"%|per ?cent|proportion|share|\brate|\bper\b|average|mean|ratio|conversion|yield|utilis|occupan|as a part|"
    r"\b(one|1) in\b|\btimes (as|more)\b",
    re.IGNORECASE,
)
_PRODUCT = re.compile(
    r"cost|amount|spend|income|value|score|expenditure|total|price x|\bpay\b|saving|rating", re.IGNORECASE
)
_PRICE = re.compile(
    r"cost|price|\brate|fee|weekly|unit|each|per (week|night|day|child|hour|place)|salary", re.IGNORECASE
)
_SCORE = re.compile(r"score|rating|\brisk|\brag\b|level", re.IGNORECASE)
_FACTOR_OF_SCORE = re.compile(r"l|i|p|s|likelihood.*|impact.*|probab.*|severity.*|consequence.*|prob\.?", re.IGNORECASE)
_CUMULATIVE = re.compile(
    r"cumul|running|to[ -]date|so far|\bytd\b|\bsince (the )?(start|1 |april|september|january)", re.IGNORECASE
)
_OPENING = re.compile(r"open|\bstart of|\bat start|brought|b/f|beginning|previous balance|\bstart\b", re.IGNORECASE)
_CLOSING = re.compile(r"clos|\bend\b|carried|c/f", re.IGNORECASE)
_AT_END = re.compile(r"\bat (the )?(end|close)\b|\bend of\b", re.IGNORECASE)
_STEP = re.compile(
    r"conversion|(previous|preceding|last) (stage|step)|(stage|step|row|line) before|"
    r"stage above|step above|row above|drop-?out|carried on",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"^(all\b.*|overall.*|whole.*|combined|together|(the )?(county|borough|council|authority|city|district|trust|"
    r"service|region|partnership|raa|directorate|department|agency)( total| as a whole|-?wide)?|"
    r"(twelve|12|six|6|nine|9|three|3) months|(the |full |whole )?year( \d.*| so far)?|(the |whole )?(quarter|term)|"
    r"h[12]|half[- ]year|20\d\d([-/]\d\d)?|sum|everyone|both)$",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"\b(open|on (a|the)? ?(plan|roll|register)|in care|looked after|at (the )?(start|end)|as at|\d{1,2} [a-z]{3,9}|"
    r"caseload|number)\b",
    re.IGNORECASE,
)
_IN = re.compile(
    r"^\W*(add|plus)\b|"
    r"\b(start(s|ed|ers|ing)?|admi(ssions?|tted)|new(ly)?|asked( for)?|referred|joined|joiners|enter(ed|ing|s)?|"
    r"opened|entrants|received|additions?|added|came|arriv\w+|in$|became|becoming|transfer(s|red)? in|moved in|gains?|"
    r"recruited|approv\w+|raised|contributions? in|"
    r"lodged|registered|taken on|moved to us|began|begun|appointed|hired|came over)\b",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"^\W*(less|minus|deduct)\b(?! than)|\b(ceas\w*|left|leav\w+|ended|closed|closures|exit\w*|discharg\w+|"
    r"removed|completed|finished|seen|went|moved (out|on)|out$|"
    r"withdrawn?|withdrew|transfer(s|red)? out|resign\w*|de-?registr?\w+|used|usage|departed|gone|"
    r"step(ped)? down|matched|ending|finished|losses|housed|rehoused|refused|declined|lapsed|resolved|settled|decided|"
    r"adopted|cancelled|dropped|died|lost|paid|drawn|spent|answered|concluded|dealt with|disposed|cleared|determined|"
    r"expired|repaid|written off|stopped|taken off)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4_000)
def says(pattern: re.Pattern[str], label: str) -> bool:
    """Whether the label has such words: the same is asked of a label for every formula that is tried."""
    return pattern.search(label) is not None


def asks_difference(line: Line) -> bool:
    """Whether the label is of one number less another, or its numbers are printed as such: `+3`, `-1`."""
    if line.role is Role.DIFFERENCE or says(_DIFFERENCE, line.label) or is_points(line.label):
        return True
    numbers = [value for value in line.values.values() if value.amount]
    return all(value.signed for value in numbers) and sum(value.amount > 0 for value in numbers) >= FEWEST_PLUS


def asks_remainder(line: Line) -> bool:
    """Whether the label leaves something out: `without`, `excluding`."""
    return says(_WITHOUT, line.label)


def asks_balance(line: Line) -> bool:
    """Whether the label is of what is there in the end."""
    return says(_BALANCE, line.label)


def is_weight(line: Line) -> bool:
    """Whether the label is of how much each counts, which is settled beforehand: `Weight`, `Weighting (%)`."""
    return says(_WEIGHT, line.own_label)


_WEIGHT = re.compile(r"^weight(ing)?s?\W*(%|\(.*\))?$", re.IGNORECASE)


def says_net(line: Line) -> bool:
    """Whether the label is of what is left when income is taken off, or losses: `Net budget`, `Net subsidy`."""
    return says(_NET, line.own_label)


_NET = re.compile(r"^\W*net (?!of\b)[a-z]|\bsurplus\b.*\bdeficit\b|\bdeficit\b.*\bsurplus\b", re.IGNORECASE)


def asks_quotient(line: Line) -> bool:
    """Whether the label is of one number over another."""
    return line.is_averaged or says(_QUOTIENT, line.label)


def asks_step(line: Line) -> bool:
    """Whether the label is of one stage against the one before it."""
    return says(_STEP, line.label)


def names_before(line: Line) -> bool:
    """Whether the label is of a change since the time before."""
    return says(_SINCE_BEFORE, line.label)


_SINCE_BEFORE = re.compile(
    r"(from|on|since|over) (the )?(last|previous|prior|preceding) (period|month|quarter|term|year|report)|"
    r"(period|month|quarter|term|year) (before|on (month|quarter|year))|(month|quarter|year)ly change|"
    r"(change|movement|difference) on (the )?(period|month|quarter|term|year)\b",
    re.IGNORECASE,
)


def asks_product(line: Line) -> bool:
    """Whether the label is of a number times another."""
    return line.measure is Measure.MONEY or says(_PRODUCT, line.label)


def asks_running(line: Line) -> bool:
    """Whether the label is of a running total."""
    return says(_CUMULATIVE, line.label)


def asks_remaining(line: Line) -> bool:
    """Whether the label is of what is left when some was taken: `left`, `balance`, `still to place`."""
    return says(_REMAINING, line.own_label)


_REMAINING = re.compile(
    r"\bleft$|^left\b|remain|\bbalance\b|\bstill to\b|\bto go$|uncommitted|unspent|unallocated|headroom|\bin hand\b|"
    r"\bavailable\b|outstanding|backlog",
    re.IGNORECASE,
)


def is_score(line: Line) -> bool:
    """Whether the label is of a risk's score."""
    return says(_SCORE, line.label)


def is_factor_of_score(line: Line) -> bool:
    """Whether the label is likelihood or impact."""
    return _FACTOR_OF_SCORE.fullmatch(line.own_label.strip(" ():.")) is not None


def is_price(line: Line) -> bool:
    """Whether the label is of what one costs."""
    return says(_PRICE, line.label)


def is_opening(line: Line) -> bool:
    """Whether the label is of what was there at the start; `open at end` is not."""
    return says(_OPENING, line.label) and not says(_AT_END, line.label)


def is_closing(line: Line) -> bool:
    """Whether the label is of what was there at the end."""
    return says(_CLOSING, line.label)


def is_total(line: Line) -> bool:
    """Whether the label says that it adds up others."""
    return line.totalling not in {Totalling.NONE, Totalling.PERHAPS}


def names_whole(line: Line) -> float:
    """How far the label says that the line adds up others."""
    return 1.0 if is_total(line) else 0.7 if may_be_whole(line) else 0.0


def may_be_whole(line: Line) -> bool:
    """Whether the label may be the name of all together: a county, a year, `all placements`."""
    return line.totalling is Totalling.PERHAPS or says(_WHOLE, line.own_label)


def names_all(label: str) -> bool:
    """Whether a label is of all together: `All teams`, `Service`, `County`."""
    return says(_WHOLE, label.strip())


def is_of_several(label: str) -> bool:
    """Whether a label is of several times together: `Last 4 weeks`, `All 8 weeks`, `Half-year`."""
    return says(_SEVERAL, label.strip())


_SEVERAL = re.compile(
    r"^((the )?(all|last|latest|first|these|past) (the )?)?(\d+|two|three|four|five|six|eight|nine|ten|twelve) "
    r"(weeks|months|quarters|terms|years)$|"
    r"^(half|whole|full)[- ](year|term)$|^\w+ (weeks|months|quarters|terms|years)$",
    re.IGNORECASE,
)


def is_of_one_time(label: str) -> bool:
    """Whether the label is of what is there when a time begins or ends, or of what has run up to then."""
    return any(says(pattern, label) for pattern in (_OPENING, _CLOSING, _AT_END, _CUMULATIVE))


def is_of_some(label: str) -> bool:
    """Whether the label tells of whom it is a share: `Took part, of those aged four or over`."""
    return says(_OF_SOME, label)


_OF_SOME = re.compile(r"(?:,|\(|\bas %) ?of (?:those|these|them|all|the|whom)\b", re.IGNORECASE)


def is_annualised(label: str) -> bool:
    """Whether the label is of part of a year told as a year."""
    return "annualis" in label.casefold() or "annualiz" in label.casefold()


def is_part_of_each(label: str) -> bool:
    """Whether the label is of so many per cent of something, as a number of its own."""
    return says(_PART_OF_EACH, label)


_PART_OF_EACH = re.compile(
    r"\b\d+(\.\d+)? ?(%|per cent) (is|of|as|would)\b|\b(needed|required|short)( \w+){0,2} \d+(\.\d+)? ?(%|per cent)",
    re.IGNORECASE,
)


def is_of_difference(label: str) -> bool:
    """Whether the label is of a change, gap or variance."""
    return says(_DIFFERENCE, label)


def is_change(label: str) -> bool:
    """Whether a row is of the change from the one row above it to the other, and of nothing else."""
    return says(_CHANGE_ALONE, label)


_CHANGE_ALONE = re.compile(r"^(change|difference|movement)s?( (on|since|from|over|in) .*)?$", re.IGNORECASE)


def is_stock(line: Line) -> bool:
    """Whether the label is of what is there at a time."""
    return says(_STOCK, line.label)


def is_inflow(line: Line) -> bool:
    """Whether the label is of those who came."""
    return says(_IN, line.own_label) and not is_outflow(line)


def is_outflow(line: Line) -> bool:
    """Whether the label is of those who went."""
    label = line.own_label
    # `Approval ended`: the last word says what happened.
    return says(_OUT, label) and (not says(_IN, label) or _ends_in(_OUT, label) > _ends_in(_IN, label))


def _ends_in(pattern: re.Pattern[str], label: str) -> int:
    return max((match.start() for match in pattern.finditer(label)), default=-1)


def scales_of(line: Line) -> tuple[int, ...]:
    """What a quotient may be multiplied by in this line; nothing where it is no quotient."""
    if line.measure is Measure.PERCENT:
        return (100,)
    if (per := per_of(line.label)) is not None:
        return (per,)
    if asks_quotient(line):
        return (
            (1, 100, 1000, 10_000, 100_000)
            if line.measure is Measure.RATE or "rate" in line.label.casefold()
            else (1, 100)
        )
    return (1,) if line.has_decimals and line.measure is not Measure.MONEY else ()


def names_two_times(line: Line) -> bool:
    """Whether the label is of the way from one time to another: `Jan-16 to Jan-17`."""
    return len(_TIMES.findall(line.label)) >= 2


_TIMES = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-\s'](?:20)?\d\d|20\d\d(?:[-/]\d\d)?|q[1-4])\b",
    re.IGNORECASE,
)


def names_mean(line: Line) -> bool:
    """Whether the label is of the mean of other lines: `average of the five`, `mean`."""
    return _MEAN.match(line.own_label) is not None


_MEAN = re.compile(
    r"(the )?(simple )?((year|annual|month|quarter)(ly)? )?(average|mean)( score)?( of (the|all|these)\b.*)?$|"
    r"average of\b|mean of\b",
    re.IGNORECASE,
)


def unit_of(line: Line) -> int:
    """What its numbers are counted in: 1,000 for `Budget £000` and `Population (thousands)`."""
    match = _UNITS.search(line.label)
    return 1 if match is None else 1_000_000 if match["million"] else 1000


_UNITS = re.compile(
    r"(?P<million>£\s?m\b|\bmillions?\b)|£\s?'?000|\b000'?s\b|\bthousands?\b|£\s?k\b|\(k\)", re.IGNORECASE
)


def words_in_common(line: Line, other: Line) -> float:
    """What part of the words of `other` the label of `line` has."""
    return len(line.subject & other.subject) / len(other.subject) if other.subject else 0.0


def names_both(line: Line, first: Line, other: Line) -> bool:
    """Whether the label names each of two others by a word of its own."""
    one, two = line.subject & first.subject, line.subject & other.subject
    return bool(one) and bool(two) and one != two


def is_base(line: Line) -> bool:
    """Whether the label is of what a variance is a part of: a budget, a plan, the year before."""
    return says(BASE, line.own_label)


BASE = re.compile(r"budget|plan|target|last|previous|before|prior|base|\bold\b|original|approved", re.IGNORECASE)


def is_for_a_time(line: Line) -> bool:
    """Whether the label is of what all of it comes to in a week or month: no price of one."""
    return says(_FOR_A_TIME, line.own_label)


_FOR_A_TIME = re.compile(
    r"\b(cost|costs|fees|pay|spend|spending|total|bill)s?\b.*\b(a|per|each) (night|day|week|month|term|year)\b|"
    r"\b(weekly|monthly|daily|nightly|annual|yearly|termly) (costs?|bill|total|spend|pay)\b",
    re.IGNORECASE,
)


def is_parted_percentage(line: Line) -> bool:
    """Whether it is the percentages of the row above it: `46 (12%)` in every cell is read as two rows."""
    return line.own_label.endswith(" %")
