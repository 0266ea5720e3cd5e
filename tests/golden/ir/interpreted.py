"""The match statement runs interpreted: its function is a unit; its neighbour is native."""


def kind(value):
    match value:
        case 0:
            return 'zero'
    return 'other'


def native(value):
    return kind(value)


class Class:
    """Its method is a unit too, which knows the class."""

    def kind(self, value):
        match value:
            case 0:
                return 'zero'
        return 'other'

    def native(self):
        return 1
