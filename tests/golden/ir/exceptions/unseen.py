# A clause that does not look at the exception is asked before the traceback gets an entry; others,
# and what somebody else has, go the whole way.
def unseen(items):
    try:
        return items[0]
    except KeyError:
        pass
