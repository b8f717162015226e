"""Labels that say the same of two dates: `Open on 1 January`, `Open on 31 December`."""

from __future__ import annotations

import re


def are_of_two_dates(first: str, second: str) -> bool:
    """Whether two labels say the same but for a date, a year or a month."""
    one, other = (" ".join(_DATE.sub(" ", label.casefold()).split()) for label in (first, second))
    return one == other and one != "" and first != second


_DATE = re.compile(
    r"\b(\d{1,2}(st|nd|rd|th)? )?(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(t|tember)?|"
    r"oct(ober)?|nov(ember)?|dec(ember)?)\b( (19|20)\d\d)?|\b(19|20)\d\d([/-]\d{2,4})?\b|"
    r"\b(this|last|next) year('s)?\b",
)
