"""``python -m zilant.stand_in`` prints what to put on PYTHONPATH."""

from zilant.stand_in import folder

print(folder())
