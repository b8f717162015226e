"""What goes wrong in an engine, told without its own words, which may quote a query or a child's record."""

from __future__ import annotations

from crossfoot.vocabulary.issues import InputRefused, Issue, Severity


def engine_refused(code: str, message: str, advice: str, *, file: str = "") -> InputRefused:
    """The exception to raise, with one issue."""
    return InputRefused([Issue(code, Severity.ERROR, message, advice, file)])


def query_refused(engine: str, error: Exception) -> InputRefused:
    """For a query that `engine` could not answer: the kind of `error` is told, its text is not."""
    return engine_refused(
        "ENGINE-QUERY",
        f"{engine} could not answer a query ({type(error).__name__}).",
        f"Run it again with another engine. Where that answers, look at the settings of {engine} and the space it "
        "has; where it does not, report this to whoever keeps crossfoot.",
    )


def load_refused(engine: str, error: Exception) -> InputRefused:
    """For tables that `engine` could not take: the kind of `error` is told, its text is not."""
    return engine_refused(
        "ENGINE-LOAD",
        f"{engine} could not take the tables ({type(error).__name__}).",
        f"Check that {engine} has the rights and the space for them, and read the extract again.",
    )
