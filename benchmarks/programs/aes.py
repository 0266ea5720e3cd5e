"""AES: the block cipher and its counter mode, with tables, as pure Python has it.

Exercises bitwise operations on integers, lookups in lists, bytes and bytearrays.
"""

ROUNDS = {16: 10, 24: 12, 32: 14}
# FIPS 197, appendix C.1 and C.3.
KNOWN = (
    (16, "69c4e0d86a7b0430d8cdb78070b4c55a"),
    (32, "8ea2b7ca516745bfeafc49904b496089"),
)


def double(value):
    """Multiply by x in the field of 256 elements."""
    value <<= 1
    return value ^ 0x11B if value & 0x100 else value


def make_sbox():
    """Return the substitution of each byte: its inverse in the field, with bits mixed."""
    powers, logarithms = [0] * 256, [0] * 256
    value = 1
    for exponent in range(255):
        powers[exponent] = value
        logarithms[value] = exponent
        value ^= double(value)
    sbox = []
    for byte in range(256):
        inverse = powers[(255 - logarithms[byte]) % 255] if byte else 0
        mixed = inverse
        for _ in range(4):
            inverse = (inverse << 1 | inverse >> 7) & 0xFF
            mixed ^= inverse
        sbox.append(mixed ^ 0x63)
    return sbox


def rotate_right(word):
    return word >> 8 | (word & 0xFF) << 24


def make_tables(sbox):
    """Return for each column what substitution and mixing make of a byte there."""
    tables = [[], [], [], []]
    for byte in range(256):
        value = sbox[byte]
        twice = double(value)
        word = twice << 24 | value << 16 | value << 8 | (twice ^ value)
        for table in tables:
            table.append(word)
            word = rotate_right(word)
    return tables


SBOX = make_sbox()
TABLE_0, TABLE_1, TABLE_2, TABLE_3 = make_tables(SBOX)


class AES:
    """The cipher with one key."""

    def __init__(self, key):
        if len(key) not in ROUNDS:
            raise ValueError("invalid key size")
        self.rounds = ROUNDS[len(key)]
        self.keys = self.expand(key)

    def expand(self, key):
        """Return the words of the keys of all rounds, four words a round."""
        size = len(key) // 4
        words = [int.from_bytes(key[4 * place : 4 * place + 4], "big") for place in range(size)]
        constant = 1
        for place in range(size, 4 * (self.rounds + 1)):
            word = words[-1]
            if place % size == 0:
                word = (word << 8 | word >> 24) & 0xFFFFFFFF
                word = self.substitute(word) ^ constant << 24
                constant = double(constant)
            elif size > 6 and place % size == 4:
                word = self.substitute(word)
            words.append(words[place - size] ^ word)
        return [words[place : place + 4] for place in range(0, len(words), 4)]

    def substitute(self, word):
        return (
            SBOX[word >> 24] << 24
            | SBOX[word >> 16 & 0xFF] << 16
            | SBOX[word >> 8 & 0xFF] << 8
            | SBOX[word & 0xFF]
        )

    def encrypt(self, block):
        """Return the 16 bytes of a block, encrypted, as a list."""
        if len(block) != 16:
            raise ValueError("wrong block length")
        first = self.keys[0]
        state = []
        for place in range(4):
            word = (
                block[4 * place] << 24
                | block[4 * place + 1] << 16
                | block[4 * place + 2] << 8
                | block[4 * place + 3]
            )
            state.append(word ^ first[place])
        for number in range(1, self.rounds):
            key = self.keys[number]
            state = [
                TABLE_0[state[place] >> 24]
                ^ TABLE_1[state[(place + 1) % 4] >> 16 & 0xFF]
                ^ TABLE_2[state[(place + 2) % 4] >> 8 & 0xFF]
                ^ TABLE_3[state[(place + 3) % 4] & 0xFF]
                ^ key[place]
                for place in range(4)
            ]
        key = self.keys[self.rounds]
        result = []
        for place in range(4):
            word = key[place]
            result.append(SBOX[state[place] >> 24] ^ word >> 24)
            result.append(SBOX[state[(place + 1) % 4] >> 16 & 0xFF] ^ word >> 16 & 0xFF)
            result.append(SBOX[state[(place + 2) % 4] >> 8 & 0xFF] ^ word >> 8 & 0xFF)
            result.append(SBOX[state[(place + 3) % 4] & 0xFF] ^ word & 0xFF)
        return result


class Counter:
    """A counter of 16 bytes."""

    def __init__(self, start=1):
        self.bytes = list(start.to_bytes(16, "big"))

    def increment(self):
        for place in range(15, -1, -1):
            self.bytes[place] += 1
            if self.bytes[place] < 256:
                return
            self.bytes[place] = 0


class CounterMode:
    """Encrypts and decrypts text of any length."""

    def __init__(self, key):
        self.cipher = AES(key)
        self.counter = Counter()
        self.stream = []

    def encrypt(self, text):
        while len(self.stream) < len(text):
            self.stream += self.cipher.encrypt(self.counter.bytes)
            self.counter.increment()
        result = bytearray(byte ^ other for byte, other in zip(text, self.stream))
        self.stream = self.stream[len(text) :]
        return bytes(result)


def check_known():
    """The cipher gives what the standard says."""
    block = bytes(byte * 17 for byte in range(16))
    for size, expected in KNOWN:
        found = bytes(AES(bytes(range(size))).encrypt(block)).hex()
        assert found == expected, found


def run(scale=1):
    """Return a checksum of encrypted text, which is decrypted again."""
    check_known()
    key = bytes(range(1, 33))
    text = b"This is a test. What could possibly go wrong? " * max(1, round(2000 * scale))
    encrypted = CounterMode(key).encrypt(text)
    decrypted = CounterMode(key).encrypt(encrypted)
    assert decrypted == text
    checksum = 0
    for byte in encrypted:
        checksum = (checksum * 31 + byte) % 1000003
    return checksum
