"""Hexiom: puts numbered tiles on a hexagonal board so that each touches as many as its number says.

Exercises a backtracking search with lists of candidates that are copied and narrowed, methods of
small objects, and comparisons of small integers.
"""

EMPTY = 7
DIRECTIONS = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))

# Rows of a board: how many tiles of each number there are, and tiles that stay where they are.
PUZZLES = (
    (2, {0: 0, 1: 0, 2: 6, 3: 0, 4: 0, 5: 0, 6: 0}, {}),
    (3, {0: 0, 1: 0, 2: 3, 3: 6, 4: 3, 5: 0, 6: 1}, {}),
    (3, {0: 0, 1: 4, 2: 3, 3: 2, 4: 1, 5: 0, 6: 0}, {(0, 0): 4}),
    (3, {0: 2, 1: 2, 2: 2, 3: 2, 4: 0, 5: 0, 6: 0}, {}),
    (3, {0: 1, 1: 0, 2: 3, 3: 2, 4: 2, 5: 0, 6: 0}, {}),
)


class Contradiction(Exception):
    """A cell has no candidate left."""


class Board:
    """The cells of a hexagon, each with the numbers of its neighbours."""

    def __init__(self, size):
        self.size = size
        self.places = [
            (column, row)
            for row in range(1 - size, size)
            for column in range(1 - size, size)
            if abs(column + row) < size
        ]
        self.numbers = {place: number for number, place in enumerate(self.places)}
        self.neighbours = [self.find_neighbours(*place) for place in self.places]
        self.count = len(self.places)

    def find_neighbours(self, column, row):
        around = ((column + right, row + down) for right, down in DIRECTIONS)
        return [self.numbers[place] for place in around if place in self.numbers]


class Position:
    """What each cell can still be, and how many tiles of each kind are left."""

    def __init__(self, board, candidates, left):
        self.board = board
        self.candidates = candidates
        self.left = left

    def copy(self):
        return Position(self.board, [list(cell) for cell in self.candidates], dict(self.left))

    def is_done(self, cell):
        return len(self.candidates[cell]) == 1

    def is_solved(self):
        return all(len(cell) == 1 for cell in self.candidates)

    def remove(self, cell, value):
        """Take a candidate away; return whether it was there."""
        found = self.candidates[cell]
        if value not in found:
            return False
        found.remove(value)
        if not found:
            raise Contradiction(cell)
        if len(found) == 1:
            self.use(found[0])
        return True

    def use(self, value):
        self.left[value] -= 1
        if self.left[value] < 0:
            raise Contradiction(value)

    def set(self, cell, value):
        if not self.is_done(cell):
            self.candidates[cell] = [value]
            self.use(value)
        elif self.candidates[cell][0] != value:
            raise Contradiction(cell)

    def drop_used_up(self):
        """No cell can be of a kind of which no tile is left."""
        changed = False
        for value, count in list(self.left.items()):
            if count:
                continue
            for cell in range(self.board.count):
                if not self.is_done(cell):
                    changed |= self.remove(cell, value)
        return changed

    def check_neighbours(self, cell):
        """Narrow a cell by how many neighbours are tiles, and could be."""
        tiles = possible = 0
        neighbours = self.board.neighbours[cell]
        for other in neighbours:
            found = self.candidates[other]
            if found[0] != EMPTY and EMPTY not in found:
                tiles += 1
                possible += 1
            elif len(found) > 1:
                possible += 1
        changed = False
        for value in list(self.candidates[cell]):
            if value != EMPTY and not tiles <= value <= possible:
                changed |= self.narrow(cell, value)
        value = self.candidates[cell][0]
        if self.is_done(cell) and value != EMPTY and tiles < possible:
            if tiles == value:
                changed |= self.fill(neighbours, keep_tiles=False)
            elif possible == value:
                changed |= self.fill(neighbours, keep_tiles=True)
        return changed

    def narrow(self, cell, value):
        if self.is_done(cell):
            raise Contradiction(cell)
        return self.remove(cell, value)

    def fill(self, cells, *, keep_tiles):
        """Make the undecided ones among the cells all tiles, or all empty."""
        changed = False
        for cell in cells:
            found = self.candidates[cell]
            if EMPTY in found and len(found) > 1:
                if keep_tiles:
                    changed |= self.remove(cell, EMPTY)
                else:
                    self.set(cell, EMPTY)
                    changed = True
        return changed

    def propagate(self):
        """Draw all conclusions."""
        changed = True
        while changed:
            changed = self.drop_used_up()
            for cell in range(self.board.count):
                changed |= self.check_neighbours(cell)

    def choose_cell(self):
        """Return the undecided cell with the fewest candidates, near to decided ones."""
        best, best_score = None, None
        for cell, found in enumerate(self.candidates):
            if len(found) == 1:
                continue
            done = sum(1 for other in self.board.neighbours[cell] if self.is_done(other))
            score = (len(found), -done)
            if best_score is None or score < best_score:
                best, best_score = cell, score
        return best


class Solver:
    """Counts the steps and the solutions of a search."""

    def __init__(self, limit):
        self.limit = limit
        self.steps = 0
        self.solutions = []

    def search(self, position):
        self.steps += 1
        try:
            position.propagate()
        except Contradiction:
            return
        if position.is_solved():
            self.solutions.append("".join(str(cell[0]) for cell in position.candidates))
            return
        cell = position.choose_cell()
        for value in list(position.candidates[cell]):
            if len(self.solutions) >= self.limit:
                return
            following = position.copy()
            try:
                following.set(cell, value)
            except Contradiction:
                continue
            self.search(following)


def solve(puzzle, limit):
    """Return the steps that up to `limit` solutions take, and the solutions."""
    size, counts, fixed = puzzle
    board = Board(size)
    left = dict(counts)
    left[EMPTY] = board.count - sum(counts.values()) - len(fixed)
    for value in fixed.values():
        left[value] = left.get(value, 0) + 1
    possible = [value for value, count in left.items() if count]
    position = Position(board, [list(possible) for _ in range(board.count)], left)
    for place, value in fixed.items():
        position.set(board.numbers[place], value)
    solver = Solver(limit)
    solver.search(position)
    return solver.steps, solver.solutions


def run(scale=1):
    """Return the steps and the last solution of each puzzle."""
    limit = max(1, round(100 * scale))
    results = []
    for puzzle in PUZZLES:
        steps, solutions = solve(puzzle, limit)
        results.append((steps, len(solutions), solutions[-1] if solutions else ""))
    return results
