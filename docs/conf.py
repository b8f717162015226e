"""How the manual is built."""

project = "crossfoot"
author = "The crossfoot authors"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "crossfoot"
exclude_patterns = ["README.md"]
myst_heading_anchors = 3
suppress_warnings = ["myst.xref_missing"]
