"""A plugin of pytest that loads the modules of a wheel whose C code others take.

WHEEL_CODE names them. What a package's build links with a module, the module of the wheel has.
"""

import ctypes
import os

for module in filter(None, os.environ.get("WHEEL_CODE", "").split(os.pathsep)):
    ctypes.CDLL(module, ctypes.RTLD_GLOBAL)
