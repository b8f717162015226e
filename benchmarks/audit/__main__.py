"""`python -m benchmarks.audit`: recall by kind of fault and false findings, on packs of two generators."""

import sys

from benchmarks.audit import measure
from benchmarks.audit.pieces import score

measure.main(sys.argv[1:])
sys.stdout.write("\nPacks of the other generator, with the pack as text and some in other formats too:\n")
score.main(packs=int(next((each for each in sys.argv[1:] if each.isdecimal()), "60")), verbose="--list" in sys.argv)
