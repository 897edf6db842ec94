"""Rows of reports as the product reads them, for the benchmarks of grouping."""
