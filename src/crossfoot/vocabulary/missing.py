"""Why a figure has no value. Unknown is never nought."""

from enum import StrEnum


class Missing(StrEnum):
    """The reason that stands where a value would."""

    NOT_DUE = "not due"
    NOT_COLLECTED = "not collected"
    NOT_AVAILABLE = "not available"
    NOT_APPLICABLE = "not applicable"
    SUPPRESSED = "suppressed"
    WITHHELD = "withheld"

    @property
    def shorthand(self) -> str:
        """The mark printed in a table cell, after the Government Analysis Function's list where it has one."""
        return _SHORTHAND[self]

    @property
    def explanation(self) -> str:
        """The sentence printed beside a table that uses the mark."""
        return _EXPLANATION[self]


_SHORTHAND = {
    Missing.NOT_DUE: "[n]",
    Missing.NOT_COLLECTED: "[u]",
    Missing.NOT_AVAILABLE: "[x]",
    Missing.NOT_APPLICABLE: "[z]",
    Missing.SUPPRESSED: "[c]",
    Missing.WITHHELD: "[w]",
}
_EXPLANATION = {
    Missing.NOT_DUE: "not due yet",
    Missing.NOT_COLLECTED: "not collected",
    Missing.NOT_AVAILABLE: "not available",
    Missing.NOT_APPLICABLE: "not applicable",
    Missing.SUPPRESSED: "suppressed to protect individuals",
    Missing.WITHHELD: "withheld",
}
