"""How much memory the process has after each line, by memory_profiler."""

import random

import clusters
from memory_profiler import LineProfiler, show_results

points = [clusters.Point(random.random(), random.random()) for _ in range(20_000)]
profiler = LineProfiler(backend="psutil")
profiler(clusters.cluster)(points, 2, 2)
show_results(profiler)
