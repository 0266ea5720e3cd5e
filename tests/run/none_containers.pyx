"""Variables of container types that are None: what each question says.

>>> for function in (list_, tuple_, dict_, set_, frozenset_, str_, bytes_, bytearray_):
...     show(function)
list_
  'NoneType' is no iterable argument
  'NoneType' is no iterable argument
  object of type 'NoneType' has no len()
  'NoneType' object is not iterable
  'NoneType' object is not subscriptable
tuple_
  'NoneType' is no iterable argument
  'NoneType' is no iterable argument
  object of type 'NoneType' has no len()
  'NoneType' object is not iterable
  'NoneType' object is not subscriptable
dict_
  'NoneType' object is not iterable
  'NoneType' object is not iterable
  object of type 'NoneType' has no len()
  'NoneType' object is not iterable
  'NoneType' object is not subscriptable
set_
  'NoneType' object is not iterable
  'NoneType' object is not iterable
  object of type 'NoneType' has no len()
  'NoneType' object is not iterable
frozenset_
  'NoneType' is no iterable argument
  'NoneType' is no iterable argument
  object of type 'NoneType' has no len()
  'NoneType' object is not iterable
str_
  'NoneType' is no iterable argument
  'NoneType' is no iterable argument
  object of type 'NoneType' has no len()
  'NoneType' is not iterable
  'NoneType' object is not subscriptable
bytes_
  'NoneType' is no iterable argument
  'NoneType' is no iterable argument
  object of type 'NoneType' has no len()
  'NoneType' is not iterable
  'NoneType' object is not subscriptable
bytearray_
  'NoneType' is no iterable argument
  'NoneType' is no iterable argument
  object of type 'NoneType' has no len()
  'NoneType' object is not iterable
  'NoneType' object is not subscriptable
"""


def show(function):
    print(function.__name__)
    for which in range(5):
        try:
            if function(None, which) is NotImplemented:
                continue
        except TypeError as error:
            # worded by Python: later ones speak of a container
            text = str(error)
            is_argument = text.startswith("argument of type 'NoneType' is not")
            print(" ", "'NoneType' is no iterable argument" if is_argument else text)
        else:
            print("  nothing")


def list_(list c, int which):
    if which < 2:
        return "x" in c if which == 0 else "x" not in c
    return len(c) if which == 2 else [x for x in c] if which == 3 else c[which]


def tuple_(tuple c, int which):
    if which < 2:
        return "x" in c if which == 0 else "x" not in c
    return len(c) if which == 2 else [x for x in c] if which == 3 else c[which]


def dict_(dict c, int which):
    if which < 2:
        return "x" in c if which == 0 else "x" not in c
    return len(c) if which == 2 else [x for x in c] if which == 3 else c[which]


def set_(set c, int which):
    if which < 2:
        return "x" in c if which == 0 else "x" not in c
    return len(c) if which == 2 else [x for x in c] if which == 3 else NotImplemented


def frozenset_(frozenset c, int which):
    if which < 2:
        return "x" in c if which == 0 else "x" not in c
    return len(c) if which == 2 else [x for x in c] if which == 3 else NotImplemented


def str_(str c, int which):
    if which < 2:
        return "x" in c if which == 0 else "x" not in c
    return len(c) if which == 2 else [x for x in c] if which == 3 else c[which]


def bytes_(bytes c, int which):
    if which < 2:
        return b"x" in c if which == 0 else b"x" not in c
    return len(c) if which == 2 else [x for x in c] if which == 3 else c[which]


def bytearray_(bytearray c, int which):
    if which < 2:
        return b"x" in c if which == 0 else b"x" not in c
    return len(c) if which == 2 else [x for x in c] if which == 3 else c[which]
