"""The canonical tables of children's records: their schema, how a source becomes them, and what is wrong with them.

The only code, with sources, populations and casework, that may see a child. Nothing that it says holds a cell's value.
"""
