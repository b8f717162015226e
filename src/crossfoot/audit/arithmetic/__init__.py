"""Rules of sums: totals, shares, rates, differences, products, balances within a table."""
