"""Rules of figures that sentences quote from tables: values, shares, sums, benchmarks."""
