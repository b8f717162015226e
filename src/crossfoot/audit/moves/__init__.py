"""Rules of what sentences say of rises, falls and differences, against tables."""
