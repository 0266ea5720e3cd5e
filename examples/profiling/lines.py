"""Which lines take the time, by line_profiler: `python -m kernprof -l -v lines.py`."""

import clusters
import run
from line_profiler import profile

profile(clusters.nearest)
profile(clusters.middle)
run.cluster = profile(clusters.cluster)
run.main(3)
