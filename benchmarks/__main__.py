"""`python -m benchmarks` measures a month of supplied figures; `python -m benchmarks records` the pass over records."""

from __future__ import annotations

import argparse

from benchmarks import figures, records


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("figures", "records"), default="figures")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="records: part of the country; 1 is 12 million people, 0.0067 a county"
    )
    parser.add_argument("--runs", type=int, default=5, help="records: runs of which the median is taken, at least 5")
    asked = parser.parse_args()
    if asked.what == "records":
        records.main(scale=asked.scale, runs=max(5, asked.runs))
    else:
        figures.main()


if __name__ == "__main__":
    main()
