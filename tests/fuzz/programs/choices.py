"""Where the choices of a random program come from: a seed, or the bytes that a fuzzer chose."""

import random


class Bytes(random.Random):
    """Each choice takes the next bytes, so that a program changes as little as its bytes do;
    when they are used up, it goes on as their number seeds it."""

    def __init__(self, data):
        super().__init__(len(data))
        self.data, self.at = data, 0

    def getrandbits(self, k):
        size = (k + 7) // 8
        part = self.data[self.at:self.at + size]
        if len(part) < size:
            return super().getrandbits(k)
        self.at += size
        return int.from_bytes(part, "little") & ((1 << k) - 1)

    def random(self):
        return self.getrandbits(8) / 256


def of(seed):
    return Bytes(seed) if isinstance(seed, bytes) else random.Random(seed)
