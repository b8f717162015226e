"""The catalogue: what each indicator is, its targets and benchmarks, as read from `definitions/`."""
