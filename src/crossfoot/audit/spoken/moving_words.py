"""Words of rise and fall, of better and worse: one vocabulary, as pieces of patterns."""

from __future__ import annotations

import re

ROSE = (
    r"(?:(?:has|have|had) )?(?:rose|risen|increased|grew|grown|went up|gone up|climbed|crept up|edged up|jumped|soared|"
    r"surged|swollen|lengthened)"
)
FELL = (
    r"(?:(?:has|have|had) )?(?:fell|fallen|decreased|dropped|declined|went down|gone down|came down|come down|shrank|"
    r"shrunk|shortened|dipped|dwindled|tumbled|plunged|"
    r"(?<!a )(?<!the )(?<!be )(?<!been )(?<!was )(?<!were )(?<!is )(?<!are )reduced)"
)
"""What a measure did: `rose`, `has fallen`."""
RISING = (
    r"rose|ris(?:en|ing|es?)|increas\w+|grew|grow(?:n|s|ing|th)?|climb\w*|"
    r"(?:went|gone|going|goes|crept|edged) up(?:wards?)?|(?<!-)up(?:wards?)?(?!-| to date)|"
    r"jump\w*|widen\w*|gain\w*|surg(?:ed?|ing)|soar\w*"
)
FALLING = (
    r"fell|fall(?:en|ing|s)?|decreas\w+|(?:went|gone|going|goes|came|come|coming) down(?:wards?)?|"
    r"(?<!-)down(?:wards?)?(?!-)|drop\w*|reduc\w+|declin\w+|shr[aiu]nk\w*|slipp?\w*|dip(?:s|p\w*)?|narrow\w*|dwindl\w+|plung\w+|tumbl\w+"
)
"""A move in any form of the word: `a rise`, `is falling`, `up`."""
HIGHER = r"higher|more|above|greater|larger|bigger|exceed\w*"
LOWER = r"lower\w*|less|fewer|below|smaller"
"""How two figures compare."""
IMPROVED = (
    r"(?:(?:has|have|had) )?(?:got(?:ten)? better|become better|improved|strengthened)|a change for the better|"
    r"is better"
)
WORSENED = (
    r"(?:(?:has|have|had) )?(?:got(?:ten)? worse|become worse|worsened|deteriorated|slipped|weakened|slid)|"
    r"a change for the worse|is worse"
)
"""What a measure did, judged."""
BETTER = r"improv\w+|(?:got |become )?better"
WORSE = r"(?:got |become )?worse|worsen\w*|deteriorat\w+"
UP = re.compile(rf"\b(?:{RISING})\b", re.IGNORECASE)
DOWN = re.compile(rf"\b(?:{FALLING})\b", re.IGNORECASE)


def way_told(text: str) -> int:
    """1 where the words are of a rise, -1 of a fall, 0 of neither or of both."""
    return bool(UP.search(text)) - bool(DOWN.search(text))
