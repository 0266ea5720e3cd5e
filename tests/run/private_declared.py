"""Private attributes and methods that a .pxd declares for a class of Python's syntax."""


class Store:
    """
    >>> store = Store()
    >>> store.put("a", 1), store.put("b", 2)
    (1, 2)
    >>> store.get("a"), store._Store__size
    (1, 2)
    >>> store.get("c")
    Traceback (most recent call last):
    KeyError: 'c'
    """

    def __init__(self) -> None:
        self.__kept: dict = {}
        self.__size = 0

    def __count(self):
        return len(self.__kept)

    def __check(self, name):
        if name not in self.__kept:
            raise KeyError(name)

    def put(self, name, value):
        self.__kept[name] = value
        self.__size = self.__count()
        return self.__size

    def get(self, name):
        self.__check(name)
        return self.__kept[name]
