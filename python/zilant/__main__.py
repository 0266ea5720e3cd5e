"""``python -m zilant`` is the executable ``zilant``, with this Python as the target."""

import os
import sys

from zilant.compiler import executable

if __name__ == "__main__":
    program = executable()
    os.execv(program, [program, *sys.argv[1:]])
