"""A made-up county: records of invented children, made so that published figures come out of them.

`make_county` writes a whole extract of the safeguarding dataset and gives its answer key: what was planted, and which
printed figures the records cannot give, each with its reason.
"""

from crossfoot.synthetic.county import AnswerKey, make_county

__all__ = ["AnswerKey", "make_county"]
