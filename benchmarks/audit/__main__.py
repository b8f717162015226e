"""`python -m benchmarks.audit`: recall and false findings on generated packs and on papers that others wrote."""

import sys

from benchmarks.audit import measure, written
from benchmarks.audit.pieces import score

VERBOSE = "--list" in sys.argv

measure.main(sys.argv[1:])
sys.stdout.write("\nPacks of the other generator, with the pack as text and some in other formats too:\n")
score.main(packs=int(next((each for each in sys.argv[1:] if each.isdecimal()), "60")), verbose=VERBOSE)
sys.stdout.write("\nPapers that others wrote, with a third of the faults of their keys at a time:\n")
written.main(verbose=VERBOSE)
