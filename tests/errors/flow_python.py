# In Python's own files what has no value is said when the file runs, too.
def unset():
    print(value)  # warning: W0301 local variable 'value' has no value here
    value = 1


def left():
    raise ValueError
    return 1  # warning: W0303
