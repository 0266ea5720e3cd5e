def old_value(make, items):
    kept = None
    for item in items:
        old = kept
        kept = make(item)
        yield old
        kept = make(kept)
        yield kept
