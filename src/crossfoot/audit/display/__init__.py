"""Rules of what is shown: arrows, colours, marks, trend words, exceptions, residue."""
