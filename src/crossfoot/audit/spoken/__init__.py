"""What sentences say: their figures, times and fractions, and which row they speak of."""
