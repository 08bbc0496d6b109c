# Packing bytes: canonical Huffman codes over a bit stream, LZ77 with a window, run lengths, a framed container.
import heapq
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from enum import IntEnum
from functools import partial, reduce
from itertools import accumulate, count, groupby
from typing import NamedTuple


class Corrupt(ValueError):
    def __init__(self, why, at=None):
        super().__init__(why if at is None else f"{why} at {at}")
        self.at = at


class BitWriter:
    def __init__(self):
        self.out, self.acc, self.held = bytearray(), 0, 0

    def write(self, value, width):
        self.acc = self.acc << width | value
        self.held += width
        while self.held >= 8:
            self.held -= 8
            self.out.append(self.acc >> self.held & 0xFF)
        self.acc &= (1 << self.held) - 1

    def __bytes__(self):
        tail = [self.acc << (8 - self.held) & 0xFF] if self.held else []
        return bytes(self.out) + bytes(tail)

    def __len__(self):
        return 8 * len(self.out) + self.held


class BitReader:
    def __init__(self, data):
        self.data, self.at = memoryview(data), 0

    def bit(self):
        byte, place = divmod(self.at, 8)
        if byte >= len(self.data):
            raise Corrupt("out of bits", self.at)
        self.at += 1
        return self.data[byte] >> (7 - place) & 1

    def read(self, width):
        return reduce(lambda acc, _: acc << 1 | self.bit(), range(width), 0)


@dataclass(frozen=True)
class Leaf:
    symbol: int


@dataclass(frozen=True)
class Fork:
    left: "Leaf | Fork"
    right: "Leaf | Fork"


def code_lengths(counts):
    """Depth of every symbol in the tree; ties go to the older node."""
    ticket = count()
    heap = [(n, next(ticket), Leaf(s)) for s, n in sorted(counts.items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        (n, _, a), (m, _, b) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (n + m, next(ticket), Fork(a, b)))

    def depths(node, depth):
        match node:
            case Leaf(symbol):
                yield symbol, max(depth, 1)
            case Fork(left=left, right=right):
                yield from depths(left, depth + 1)
                yield from depths(right, depth + 1)
    return dict(depths(heap[0][2], 0)) if heap else {}


def canonical(lengths):
    code, before, table = 0, 0, {}
    for symbol, n in sorted(lengths.items(), key=lambda p: (p[1], p[0])):
        code <<= n - before
        table[symbol] = (code, n)
        code, before = code + 1, n
    return table


def huffman_pack(data):
    table = canonical(code_lengths(Counter(data)))
    bits = BitWriter()
    for byte in data:
        bits.write(*table[byte])
    head = bytes([len(table) & 0xFF]) + b"".join(bytes([s, n]) for s, (_, n) in sorted(table.items()))
    return len(data).to_bytes(3, "big") + head + bytes(bits)


def huffman_unpack(raw):
    size, kinds = int.from_bytes(raw[:3], "big"), raw[3] or (256 if raw[:3] != b"\0\0\0" else 0)
    pairs = raw[4:4 + 2 * kinds]
    if len(pairs) < 2 * kinds:
        raise Corrupt("table cut short")
    table = {(n, code): s for s, (code, n) in canonical(dict(zip(pairs[::2], pairs[1::2]))).items()}
    reader, out = BitReader(raw[4 + 2 * kinds:]), bytearray()
    while len(out) < size:
        code = n = 0
        while (n, code) not in table:
            code, n = code << 1 | reader.bit(), n + 1
            if n > 32:
                raise Corrupt("no such code", reader.at)
        out.append(table[n, code])
    return bytes(out)


class Token(NamedTuple):
    distance: int
    length: int
    next: int = -1

    def __repr__(self):
        text = f"<{self.distance},{self.length}>" if self.length else ""
        return text + (repr(chr(self.next)) if self.next >= 0 else "")


def lz_tokens(data, window=63, longest=15):
    heads, at = defaultdict(partial(deque, maxlen=8)), 0
    while at < len(data):
        best = (0, 0)
        for start in reversed(heads[data[at:at + 3]]):
            if at - start > window:
                break
            n = 0
            while n < longest and at + n < len(data) and data[start + n] == data[at + n]:
                n += 1
            best = max(best, (n, start - at))
        n, back = best
        follows = data[at + n] if at + n < len(data) else -1
        yield Token(-back if n else 0, n, follows)
        for k in range(at, min(at + n + 1, len(data))):
            heads[data[k:k + 3]].append(k)
        at += n + 1


def lz_expand(tokens):
    out = bytearray()
    for number, (distance, length, follows) in enumerate(tokens):
        if length and not 0 < distance <= len(out):
            raise Corrupt(f"reaches back {distance} of {len(out)}", number)
        for _ in range(length):
            out.append(out[-distance])
        if follows >= 0:
            out.append(follows)
    return bytes(out)


def lz_pack(data):
    bits = BitWriter()
    bits.write(len(data), 16)
    for token in lz_tokens(data):
        bits.write(token.length > 0, 1)
        if token.length:
            bits.write(token.distance, 6)
            bits.write(token.length, 4)
        bits.write(token.next & 0xFF, 8)
    return bytes(bits)


def lz_unpack(raw):
    reader = BitReader(raw)
    size, tokens, total = reader.read(16), [], 0
    while total < size:
        distance, length = (reader.read(6), reader.read(4)) if reader.bit() else (0, 0)
        tokens.append(Token(distance, length, reader.read(8)))
        total += length + 1
    return lz_expand(tokens)[:size]


def runs_pack(data):
    out = bytearray()
    for byte, group in groupby(data):
        n = sum(1 for _ in group)
        while n:
            out += bytes([min(n, 255), byte])
            n -= min(n, 255)
    return bytes(out)


def runs_unpack(raw):
    return b"".join(raw[i + 1:i + 2] * raw[i] for i in range(0, len(raw), 2))


class Method(IntEnum):
    STORE = 0, bytes, bytes
    RUNS = 1, runs_pack, runs_unpack
    HUFFMAN = 2, huffman_pack, huffman_unpack
    LZ77 = 3, lz_pack, lz_unpack
    BOTH = 4, lambda d: huffman_pack(lz_pack(d)), lambda r: lz_unpack(huffman_unpack(r))

    def __new__(cls, value, pack, unpack):
        self = int.__new__(cls, value)
        self._value_ = value
        self.pack, self.unpack = pack, unpack
        return self


def adler(data):
    sums = list(accumulate(data, lambda s, b: ((s[0] + b) % 65521, (s[0] + s[1] + b) % 65521), initial=(1, 0)))
    return sums[-1][1] << 16 | sums[-1][0]


def frame(data):
    method, packed = min(((m, m.pack(data)) for m in Method), key=lambda p: (len(p[1]), p[0]))
    return b"PK" + bytes([method]) + adler(data).to_bytes(4, "little") + packed


def unframe(raw):
    match raw[:2], raw[2:3], raw[3:7], raw[7:]:
        case b"PK", method, check, body if len(check) == 4:
            try:
                data = Method(method[0]).unpack(body)
            except (Corrupt, ValueError) as error:
                raise Corrupt(f"cannot unpack: {error}") from error
            if adler(data) != int.from_bytes(check, "little"):
                raise Corrupt("sum differs")
            return data
    raise Corrupt("not a frame")


SAMPLES = {
    "empty": b"",
    "one": b"a",
    "same": b"z" * 90,
    "rhyme": b"row, row, row your boat, gently down the stream; merrily, merrily, merrily, merrily, life is but a dream",
    "bytes": bytes(range(0, 256, 5)),
    "utf-8": ("naïve café — " * 6).encode(),
    "bits": bytes(n * n % 7 & 3 for n in range(70)),
}

table = canonical(code_lengths(Counter(b"abracadabra")))
print({chr(s): f"{code:0{n}b}" for s, (code, n) in table.items()}, sum(2 ** -n for _, n in table.values()))
print("".join(f"{table[b][0]:0{table[b][1]}b}" for b in b"abracadabra"), list(lz_tokens(b"abracadabra abracadabra")), sep="\n")
print(list(lz_tokens(b"aaaaaaaa")), lz_expand([Token(0, 0, 97), Token(1, 5, 98), Token(3, 3)]))
for name, data in SAMPLES.items():
    sizes = {m.name: len(m.pack(data)) for m in Method}
    back = [m.unpack(m.pack(data)) == data for m in Method]
    framed = frame(data)
    print(f"{name:6} {len(data):4}", framed.hex()[:60])
    print(f"       {sizes} {all(back)} {Method(framed[2])!r} {adler(data):08x} {unframe(framed) == data}")
print(huffman_pack(b"hello"), runs_pack(b"aaab"), frame(b"aaaaaaaab"), sep="\n")
packed = frame(SAMPLES["rhyme"])
for spoiled in (packed[:20], b"XX" + packed[2:], packed[:-9] + bytes(9), packed[:2] + b"\x09" + packed[3:], packed[:2] + b"\x00" + packed[3:], b"PK\3abcd\0\5\x80\x90\0"):
    try:
        print(unframe(spoiled)[:20])
    except Corrupt as e:
        print(f"Corrupt: {e} <- {e.__cause__!r}")
writer = BitWriter()
for value, width in [(1, 1), (0, 3), (5, 3), (1023, 10), (3, 2)]:
    writer.write(value, width)
reader = BitReader(bytes(writer))
print(len(writer), bytes(writer).hex(" "), [reader.read(w) for w in (1, 3, 3, 10, 2)], reader.at, sep="\n")
