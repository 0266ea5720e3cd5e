"""Counts the words of a text and the pairs of words that follow one another.

Exercises strings by character, dictionaries with strings and tuples as keys, and sorting by a key.
"""

SYLLABLES = ("ka", "lo", "mi", "ter", "ran", "us", "ve", "sho", "in", "pel")

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


def make_text(count):
    """Return a text of so many words, some much more frequent than others."""
    state = 99
    lines, line = [], []
    for number in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        choice = state // 65536
        word = SYLLABLES[choice % 10]
        if choice % 3:
            word += SYLLABLES[choice // 10 % 10]
        if choice % 7 == 0:
            word += SYLLABLES[choice // 100 % 10]
        if choice % 11 == 0:
            word = word.capitalize()
        if choice % 13 == 0:
            word += ","
        line.append(word)
        if len(line) == 12 or number == count - 1:
            lines.append(" ".join(line) + ".")
            line = []
    return "\n".join(lines)


def words_of(text):
    """Generate the words in lower case, character by character."""
    start = None
    text = text.lower()
    for place, character in enumerate(text):
        if character in LETTERS:
            if start is None:
                start = place
        elif start is not None:
            yield text[start:place]
            start = None
    if start is not None:
        yield text[start:]


def count_words(text):
    counts = {}
    for word in words_of(text):
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def count_pairs(text):
    """Count pairs of words within a line."""
    pairs = {}
    for line in text.split("\n"):
        before = None
        for marked in line.split():
            word = marked.strip(",.").lower()
            if before is not None:
                key = (before, word)
                pairs[key] = pairs.get(key, 0) + 1
            before = word
    return pairs


def count_letters(text):
    """Count the letters, and where in their words they stand."""
    letters = {}
    for word in text.lower().split():
        for place, letter in enumerate(word):
            if letter in ",.":
                continue
            places = letters.get(letter)
            if places is None:
                places = letters[letter] = []
            while len(places) <= place:
                places.append(0)
            places[place] += 1
    return letters


def index_lines(text):
    """Return for each word the numbers of its lines."""
    index = {}
    for number, line in enumerate(text.split("\n")):
        for word in words_of(line):
            numbers = index.get(word)
            if numbers is None:
                index[word] = [number]
            elif numbers[-1] != number:
                numbers.append(number)
    return index


def most_frequent(counts, limit):
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]


def run(scale=1):
    """Return the most frequent words and pairs, and a figure of the letters and the index."""
    text = make_text(max(1, round(100000 * scale)))
    words = most_frequent(count_words(text), 5)
    pairs = most_frequent(count_pairs(text), 3)
    letters = sum(len(places) * sum(places) for places in count_letters(text).values())
    index = sum(len(numbers) * numbers[-1] for numbers in index_lines(text).values())
    return words, pairs, letters, index
