"""Rules of sentences that prove themselves: shares, sums, changes, comparisons."""
