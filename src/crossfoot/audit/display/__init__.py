"""What is shown and follows no told rule: arrows, ranks, signs, trend words, lists of marks, exceptions, residue."""
