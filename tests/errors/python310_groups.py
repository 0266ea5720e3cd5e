# options: --python-version 3.10
# Exception groups came with Python 3.11, and except* with them.
def group():
    try:
        pass
    except* ValueError:  # error: E0219 except* needs Python 3.11, which is the first with exception groups
        pass
