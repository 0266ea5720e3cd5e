"""The meteor puzzle: ten pieces of five hexagons fill a board of fifty.

Exercises frozensets: their making, union, difference and comparison, in a recursive search over
nested lists.
"""

WIDTH, HEIGHT = 5, 10
CELLS = WIDTH * HEIGHT
EAST, NORTHEAST, NORTHWEST, WEST, SOUTHWEST, SOUTHEAST = range(6)
# Each piece is a walk over its cells.
PIECES = (
    (EAST, EAST, EAST, SOUTHEAST),
    (SOUTHEAST, SOUTHWEST, WEST, SOUTHWEST),
    (WEST, WEST, SOUTHWEST, SOUTHEAST),
    (EAST, EAST, SOUTHWEST, SOUTHEAST),
    (NORTHWEST, WEST, NORTHWEST, SOUTHEAST, SOUTHWEST),
    (EAST, EAST, NORTHEAST, WEST),
    (NORTHWEST, NORTHEAST, NORTHEAST, WEST),
    (NORTHEAST, SOUTHEAST, EAST, NORTHEAST),
    (SOUTHEAST, SOUTHEAST, EAST, SOUTHEAST),
    (EAST, NORTHWEST, NORTHWEST, NORTHWEST),
)


def step(cell, direction):
    """Return the cell next to another one, or None outside of the board: odd rows are moved."""
    row, column = divmod(cell, WIDTH)
    shift = row % 2
    if direction == EAST:
        column += 1
    elif direction == WEST:
        column -= 1
    else:
        row += 1 if direction in (SOUTHEAST, SOUTHWEST) else -1
        if direction in (NORTHEAST, SOUTHEAST):
            column += shift
        else:
            column += shift - 1
    if 0 <= row < HEIGHT and 0 <= column < WIDTH:
        return row * WIDTH + column
    return None


def turned(piece, times):
    return tuple((direction + times) % 6 for direction in piece)


def mirrored(piece):
    return tuple((9 - direction) % 6 for direction in piece)


def lay(cell, piece):
    """Return the cells that a piece covers from a cell on, or None."""
    covered = {cell}
    for direction in piece:
        cell = step(cell, direction)
        if cell is None:
            return None
        covered.add(cell)
    return frozenset(covered) if len(covered) == 5 else None


def neighbours(cell):
    found = (step(cell, direction) for direction in range(6))
    return frozenset(other for other in found if other is not None)


NEIGHBOURS = [neighbours(cell) for cell in range(CELLS)]


def has_islands(free):
    """Whether a part of the free cells cannot be filled: its size is no multiple of five."""
    rest = set(free)
    while rest:
        todo = [rest.pop()]
        size = 1
        while todo:
            around = NEIGHBOURS[todo.pop()] & rest
            rest -= around
            size += len(around)
            todo.extend(around)
        if size % 5:
            return True
    return False


def find_places():
    """Return for each cell and each piece the ways to lay it with that cell as the first."""
    places = [[[] for _ in PIECES] for _ in range(CELLS)]
    everything = frozenset(range(CELLS))
    for number, piece in enumerate(PIECES):
        seen = set()
        for form in (piece, mirrored(piece)):
            for times in range(6):
                turn = turned(form, times)
                for cell in range(CELLS):
                    covered = lay(cell, turn)
                    if covered is None or covered in seen:
                        continue
                    seen.add(covered)
                    if not has_islands(everything - covered):
                        places[min(covered)][number].append(covered)
    for row in places:
        for found in row:
            found.sort(key=sorted)
    return places


class Search:
    """Fills the board from the first free cell on."""

    def __init__(self, places, limit):
        self.places = places
        self.limit = limit
        self.tries = 0
        self.solutions = []

    def solve(self, free, left, laid):
        here = self.places[min(free)]
        for number in left:
            for covered in here[number]:
                self.tries += 1
                if self.tries > self.limit:
                    return
                if not covered <= free:
                    continue
                rest = free - covered
                chosen = [*laid, (number, covered)]
                if not rest:
                    self.solutions.append(self.to_text(chosen))
                elif not has_islands(rest):
                    self.solve(rest, left - {number}, chosen)

    def to_text(self, laid):
        letters = [""] * CELLS
        for number, covered in laid:
            for cell in covered:
                letters[cell] = str(number)
        return "".join(letters)


def run(scale=1):
    """Return how many ways there are to lay pieces, and what a limited search finds."""
    places = find_places()
    search = Search(places, max(100, round(300000 * scale)))
    search.solve(frozenset(range(CELLS)), frozenset(range(len(PIECES))), [])
    solutions = search.solutions
    return sum(len(found) for row in places for found in row), len(solutions), solutions[:1]
