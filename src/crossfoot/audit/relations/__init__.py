"""Relations that a table proves of its rows and columns: sums, differences, quotients, products, running totals."""
