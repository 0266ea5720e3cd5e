"""``python -m lindworm`` is the executable ``lindworm``, with this Python as the target."""

import os
import sys

from lindworm.compiler import executable

if __name__ == "__main__":
    program = executable()
    os.execv(program, [program, *sys.argv[1:]])
