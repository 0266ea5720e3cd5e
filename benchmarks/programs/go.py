"""Plays go on a small board by Monte Carlo tree search.

Exercises objects that refer to one another, methods with many attribute reads and writes, lists of
free places, sets and integers modulo.
"""

import math

SIZE = 9
GAMES = 95
KOMI = 7.5
EMPTY, BLACK, WHITE = 0, 1, 2
PASS = -1
MOST_MOVES = SIZE * SIZE * 3


class Random:
    """Numbers that are the same everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return (self.state >> 8) % limit


class Square:
    """A place, and the group of stones that it is part of."""

    def __init__(self, board, place):
        self.board = board
        self.place = place
        self.colour = EMPTY
        self.neighbours = []
        self.reference = self
        self.liberties = 0

    def find(self):
        """Return the square that stands for the group; shorten the way there."""
        reference = self.reference
        if reference is not self and reference.reference is not reference:
            reference = reference.find()
            self.reference = reference
        return reference

    def put(self, colour):
        """Lay a stone: join groups, take away what has no liberties any more."""
        board = self.board
        self.colour = colour
        self.reference = self
        self.liberties = 0
        board.changes += 1
        for neighbour in self.neighbours:
            if neighbour.colour == EMPTY:
                self.liberties += 1
            else:
                neighbour.find().liberties -= 1
        for neighbour in self.neighbours:
            if neighbour.colour == colour:
                self.join(neighbour.find())
        board.free.remove(self.place)
        taken = 0
        for neighbour in self.neighbours:
            if neighbour.colour not in (EMPTY, colour) and neighbour.find().liberties == 0:
                taken += neighbour.take(neighbour.find())
        return taken

    def join(self, group):
        own = self.find()
        if own is not group:
            group.reference = own
            own.liberties += group.liberties

    def take(self, group):
        """Take the group away; return how many stones it had."""
        stones, todo = [], [self]
        seen = {self.place}
        while todo:
            square = todo.pop()
            stones.append(square)
            for neighbour in square.neighbours:
                if neighbour.colour == self.colour and neighbour.place not in seen:
                    seen.add(neighbour.place)
                    todo.append(neighbour)
        for square in stones:
            square.colour = EMPTY
            square.reference = square
            self.board.free.add(square.place)
        for square in stones:
            for neighbour in square.neighbours:
                if neighbour.colour != EMPTY:
                    neighbour.find().liberties += 1
        return len(stones)


class FreePlaces:
    """The empty places: a list, and where each is in it."""

    def __init__(self, count):
        self.places = list(range(count))
        self.positions = list(range(count))

    def add(self, place):
        self.positions[place] = len(self.places)
        self.places.append(place)

    def remove(self, place):
        position = self.positions[place]
        last = self.places[-1]
        self.places[position] = last
        self.positions[last] = position
        self.places.pop()

    def choose(self, board, random):
        """Return a useful place, chosen at random, or PASS."""
        count = len(self.places)
        start = random.below(count) if count else 0
        for step in range(count):
            place = self.places[(start + step) % count]
            if board.is_useful(place):
                return place
        return PASS


class Board:
    """The squares, whose turn it is, and what was played."""

    def __init__(self):
        self.squares = [Square(self, place) for place in range(SIZE * SIZE)]
        for square in self.squares:
            square.neighbours = self.find_neighbours(square.place)
        self.reset()

    def find_neighbours(self, place):
        row, column = divmod(place, SIZE)
        around = ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))
        return [
            self.squares[SIZE * down + right]
            for down, right in around
            if 0 <= down < SIZE and 0 <= right < SIZE
        ]

    def reset(self):
        for square in self.squares:
            square.colour = EMPTY
            square.reference = square
            square.liberties = 0
        self.free = FreePlaces(SIZE * SIZE)
        self.colour = BLACK
        self.ko = PASS
        self.changes = 0
        self.taken = {BLACK: 0, WHITE: 0}
        self.history = []

    def move(self, place):
        self.history.append(place)
        self.ko = PASS
        if place != PASS:
            before = len(self.free.places)
            taken = self.squares[place].put(self.colour)
            self.taken[self.colour] += taken
            if taken == 1 and len(self.free.places) == before:
                for neighbour in self.squares[place].neighbours:
                    if neighbour.colour == EMPTY:
                        self.ko = neighbour.place
        self.colour = BLACK + WHITE - self.colour

    def is_useful(self, place):
        """Whether a stone there would live and fill no eye of one's own."""
        if place == self.ko:
            return False
        square = self.squares[place]
        own_strong = own_weak = 0
        for neighbour in square.neighbours:
            if neighbour.colour == EMPTY:
                return True
            liberties = neighbour.find().liberties
            if neighbour.colour == self.colour:
                if liberties > self.contacts(square, neighbour):
                    own_strong += 1
                else:
                    own_weak += 1
            elif liberties == self.contacts(square, neighbour):
                return True
        return own_strong > 0 and own_strong + own_weak < len(square.neighbours)

    def contacts(self, square, neighbour):
        """Count the sides on which a place touches the neighbour's group."""
        group = neighbour.find()
        return sum(1 for other in square.neighbours if other.colour and other.find() is group)

    def play_out(self, random):
        """Play random moves to the end; return who is ahead."""
        for _ in range(MOST_MOVES):
            place = self.free.choose(self, random)
            self.move(place)
            if place == PASS and len(self.history) > 1 and self.history[-2] == PASS:
                break
        return BLACK if self.score(BLACK) > self.score(WHITE) + KOMI else WHITE

    def score(self, colour):
        count = self.taken[colour]
        for square in self.squares:
            if square.colour == EMPTY:
                count += all(other.colour == colour for other in square.neighbours)
            elif square.colour == colour:
                count += 1
        return count

    def replay(self, history):
        self.reset()
        for place in history:
            self.move(place)


class Node:
    """A position of the search: how often it was tried and won."""

    def __init__(self, places):
        self.wins = 0
        self.tries = 0
        self.untried = places
        self.children = {}

    def best_child(self):
        logarithm = 2 * math.log(self.tries)
        best, best_score = None, -1.0
        for place, child in self.children.items():
            score = child.wins / child.tries + math.sqrt(logarithm / (5 * child.tries))
            if score > best_score:
                best, best_score = place, score
        return best


def useful_places(board):
    places = [place for place in board.free.places if board.is_useful(place)]
    return sorted(places) or [PASS]


def search(board, history, games, random):
    """Return the place that was tried most often."""
    board.replay(history)
    root = Node(useful_places(board))
    for _ in range(games):
        board.replay(history)
        node, path = root, []
        while not node.untried and node.children:
            place = node.best_child()
            board.move(place)
            path.append((node, board.colour))
            node = node.children[place]
        if node.untried:
            place = node.untried.pop(random.below(len(node.untried)))
            board.move(place)
            path.append((node, board.colour))
            child = Node(useful_places(board))
            node.children[place] = child
            node = child
        path.append((node, board.colour))
        winner = board.play_out(random)
        for step, (passed, _) in enumerate(path):
            passed.tries += 1
            # A node counts the wins of who moved to it: the other one than moves there next.
            mover = BLACK if (len(history) + step) % 2 else WHITE
            passed.wins += winner == mover
    return max(root.children.items(), key=lambda item: (item[1].tries, item[0]))[0]


def run(scale=1):
    """Return the moves of the beginning of a game."""
    random = Random(2024)
    board = Board()
    history = [40, 20, 22]
    for _ in range(2):
        history.append(search(board, history, max(2, round(GAMES * scale)), random))
    return history
