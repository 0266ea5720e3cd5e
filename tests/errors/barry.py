# options: --python-version 3.14
# PEP 401.
from __future__ import barry_as_FLUFL

print(1 <> 2)
print(1 != 2)  # error: E0135 with Barry as BDFL, use '<>' instead of '!='
