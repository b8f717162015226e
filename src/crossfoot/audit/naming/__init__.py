"""Rules of names: headings, units, footnotes, numbering, references."""
