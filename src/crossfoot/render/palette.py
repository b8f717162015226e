"""The colours and shapes of every format: readable in greyscale, text at least 4.5 to 1 on its ground, marks 3 to 1."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from crossfoot.reports.document import Tone

INK = "#0b0c0c"
SECONDARY_INK = "#505a5f"
RULE = "#b1b4b6"
PAGE = "#ffffff"
PANEL = "#f3f2f1"
BRAND = "#00504d"
LINK = "#1d4f91"
FOCUS = "#ffdd00"


@dataclass(frozen=True, slots=True)
class ToneStyle:
    """How a tone looks: `ink` for words and marks, `tint` for the ground behind them, `symbol` where a status has none.

    `label` names the shade of a table cell in a document whose statuses do not.
    """

    ink: str
    tint: str
    symbol: str
    label: str


_GOOD, _FAIR, _POOR, _NEUTRAL = (
    ("#00653b", "#e2f1e8"),
    ("#8a5300", "#fdf1dc"),
    ("#a3160f", "#fbe4e2"),
    (SECONDARY_INK, PANEL),
)

TONES: Mapping[Tone, ToneStyle] = MappingProxyType(
    {
        Tone.GOOD: ToneStyle(*_GOOD, "★", "Good"),
        Tone.FAIR: ToneStyle(*_FAIR, "■", "Fair"),
        Tone.POOR: ToneStyle(*_POOR, "✖", "Poor"),
        Tone.BETTER: ToneStyle(*_GOOD, "▲", "Better"),
        Tone.WORSE: ToneStyle(*_POOR, "▼", "Worse"),
        Tone.SAME: ToneStyle(*_NEUTRAL, "→", "Same"),
        Tone.NEUTRAL: ToneStyle(*_NEUTRAL, "●", "Not judged"),
    }
)
