"""Figures that add up: from children's services records to the committee pack."""

__version__ = "0.1.0"
