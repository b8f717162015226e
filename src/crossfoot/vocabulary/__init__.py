"""The words every other package speaks: periods, areas, units, missing reasons, figure names, issues.

Standard library only. Everything here is frozen.
"""
