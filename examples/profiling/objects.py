"""Which objects grow in number, and what keeps them, by objgraph."""

import gc

import clusters
import objgraph
import run

run.main(10)
gc.collect()
objgraph.growth()
run.main(10)
gc.collect()
print([(name, more) for name, _, more in objgraph.growth(limit=1)])
# What keeps a centre of the first round?
chain = objgraph.find_backref_chain(clusters.history[0][0], lambda item: item is clusters.history)
print(" holds ".join(type(item).__name__ for item in chain))
