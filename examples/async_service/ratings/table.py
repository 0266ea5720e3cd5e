"""How good players are, by Elo's rule: who beats a better one gains more.

>>> table = Table()
>>> for winner, loser in [("ann", "ben"), ("ann", "cid"), ("ben", "cid")]:
...     table.record(winner, loser)
>>> table.top(2)
[('ann', 1231.3), ('ben', 1200.0)]
>>> table.opponents("ann", 5)
[('ben', 0.455), ('cid', 0.411)]
"""

FIRST_RATING = 1200.0
STEP = 32.0


class Player:
    """A rating, and how often each other one has been an opponent."""

    def __init__(self, name):
        self.name = name
        self.rating = FIRST_RATING
        self.games = {}

    def chance(self, other):
        """Return the probability of winning against another player."""
        return 1.0 / (1.0 + 10.0 ** ((other.rating - self.rating) / 400.0))

    def appeal(self, other):
        """Say how much a game with another player is to be wished for: it is open, and new."""
        chance = self.chance(other)
        if chance > 0.5:
            chance = 1.0 - chance
        return 2.0 * chance / (1.0 + self.games.get(other.name, 0))


class Table:
    """All players by name."""

    def __init__(self):
        self.players = {}

    def __len__(self):
        return len(self.players)

    def player(self, name):
        """Return the player of a name, who is new if there was none."""
        player = self.players.get(name)
        if player is None:
            player = self.players[name] = Player(name)
        return player

    def record(self, winner, loser):
        """Change the ratings of two players after a game."""
        first, second = self.player(winner), self.player(loser)
        gain = STEP * (1.0 - first.chance(second))
        first.rating += gain
        second.rating -= gain
        first.games[loser] = first.games.get(loser, 0) + 1
        second.games[winner] = second.games.get(winner, 0) + 1

    def top(self, count):
        """Return the best players and their ratings."""
        best = sorted(self.players.values(), key=lambda player: (-player.rating, player.name))
        return [(player.name, round(player.rating, 1)) for player in best[:count]]

    def opponents(self, name, count):
        """Return those with whom a player should play next, and how much; KeyError if there is no
        player of that name."""
        player = self.players[name]
        best = []  # the greatest appeal first
        for other in self.players.values():
            if other is player:
                continue
            appeal = player.appeal(other)
            place = len(best)
            while place > 0 and best[place - 1][1] < appeal:
                place -= 1
            if place < count:
                best.insert(place, (other.name, appeal))
                del best[count:]
        return [(name, round(appeal, 3)) for name, appeal in best]
