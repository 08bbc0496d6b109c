# Bits and bytes: checksums, Huffman, run lengths, base 64 by hand, a bit board, varints, bloom.
import base64
import heapq
import random
from collections import Counter
from hashlib import md5, sha1, sha256
from io import BytesIO
from itertools import accumulate, groupby
from operator import xor


def crc_table(polynomial=0xEDB88320):
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ polynomial if n & 1 else n >> 1
        table.append(n)
    return tuple(table)


TABLE = crc_table()


def crc32(data, value=0):
    value ^= 0xFFFFFFFF
    for byte in data:
        value = TABLE[(value ^ byte) & 255] ^ value >> 8
    return value ^ 0xFFFFFFFF


def adler(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


class BitWriter:
    def __init__(self):
        self.out, self.bits, self.count = bytearray(), 0, 0

    def write(self, value, width):
        self.bits = self.bits << width | value & (1 << width) - 1
        self.count += width
        while self.count >= 8:
            self.count -= 8
            self.out.append(self.bits >> self.count & 255)
            self.bits &= (1 << self.count) - 1

    def close(self):
        if self.count:
            self.write(0, 8 - self.count)
        return bytes(self.out)


def read_bits(data):
    for byte in data:
        for shift in range(7, -1, -1):
            yield byte >> shift & 1


def huffman(data):
    heap = [(n, symbol, symbol) for symbol, n in sorted(Counter(data).items())]
    heapq.heapify(heap)
    if len(heap) == 1:
        return {heap[0][2]: "0"}
    extra = 256
    while len(heap) > 1:
        (n, _, left), (m, _, right) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (n + m, extra, (left, right)))
        extra += 1
    codes = {}

    def walk(node, code):
        if isinstance(node, tuple):
            walk(node[0], code + "0")
            walk(node[1], code + "1")
        else:
            codes[node] = code
    walk(heap[0][2], "")
    return codes


def pack(data, codes):
    writer = BitWriter()
    for byte in data:
        code = codes[byte]
        writer.write(int(code, 2), len(code))
    return writer.close()


def unpack(packed, codes, length):
    back = {code: byte for byte, code in codes.items()}
    out, code = bytearray(), ""
    for bit in read_bits(packed):
        if len(out) == length:
            break
        code += "01"[bit]
        if code in back:
            out.append(back[code])
            code = ""
    return bytes(out)


def run_lengths(data):
    out = bytearray()
    for byte, group in groupby(data):
        n = len(list(group))
        while n:
            out += bytes((min(n, 255), byte))
            n -= min(n, 255)
    return bytes(out)


def expand(data):
    view = memoryview(data)
    return b"".join(bytes([b]) * n for n, b in zip(view[::2], view[1::2]))


def varint(n):
    n = n << 1 ^ n >> 63 if n >= 0 else (-n << 1) - 1
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def read_varint(stream):
    n = shift = 0
    while True:
        (byte,) = stream.read(1) or b"\xff"
        n |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return n >> 1 if n & 1 == 0 else -(n + 1 >> 1)


def encode64(data):
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    out = []
    for at in range(0, len(data), 3):
        part = data[at:at + 3]
        n = int.from_bytes(part.ljust(3, b"\0"), "big")
        out += [alphabet[n >> shift & 63] for shift in (18, 12, 6, 0)][: len(part) + 1] + ["="] * (3 - len(part))
    return "".join(out)


def queens(n):
    full, found = (1 << n) - 1, 0

    def place(columns, left, right):
        nonlocal found
        if columns == full:
            found += 1
            return
        free = full & ~(columns | left | right)
        while free:
            bit = free & -free
            free ^= bit
            place(columns | bit, (left | bit) << 1, (right | bit) >> 1)
    place(0, 0, 0)
    return found


class Bloom:
    def __init__(self, bits, hashes):
        self.bits, self.hashes, self.field = bits, hashes, 0

    def places(self, item):
        data = item.encode()
        first, second = fnv(data), fnv(data[::-1] + b"!") | 1
        return [(first + k * second) % self.bits for k in range(self.hashes)]

    def add(self, item):
        for place in self.places(item):
            self.field |= 1 << place

    def __contains__(self, item):
        return all(self.field >> place & 1 for place in self.places(item))


text = b"the quick brown fox jumps over the lazy dog; " * 4 + bytes(range(0, 256, 5)) + b"\0" * 300
print(f"{crc32(b'123456789'):08x} {crc32(text):08x} {adler(b'Wikipedia'):08x} {fnv(b'hello'):016x}")
print(crc32(text[100:], crc32(text[:100])) == crc32(text), md5(text).hexdigest(), sha1(text).hexdigest()[:12])
codes = huffman(text)
packed = pack(text, codes)
print(len(text), len(packed), unpack(packed, codes, len(text)) == text, sorted(Counter(map(len, codes.values())).items()))
print(codes[0], codes[ord(" ")], pack(b"aaaa", huffman(b"aaaa")), len(huffman(b"ab")))
squeezed = run_lengths(text)
print(len(squeezed), squeezed[-6:], expand(squeezed) == text, run_lengths(b""), expand(run_lengths(b"aab")))
numbers = [0, 1, -1, 63, 64, -64, -65, 300, -70000, 2**40, -(2**50), 2**62]
stream = BytesIO(b"".join(map(varint, numbers)))
print(len(stream.getvalue()), [read_varint(stream) for _ in numbers] == numbers, stream.read(), varint(-70000).hex("-"))
for size in range(6):
    data = text[:size]
    assert encode64(data) == base64.b64encode(data).decode(), size
print(encode64(bytes(range(250, 256))), base64.b32encode(b"bits"), base64.b16decode("C0FFEE"), base64.b85encode(b"four"))
print([queens(n) for n in range(1, 7)])
bloom = Bloom(4096, 4)
for n in range(60):
    bloom.add(f"item {n}")
false = sum(f"other {n}" in bloom for n in range(100))
print(all(f"item {n}" in bloom for n in range(60)), false < 20, bloom.field.bit_count() < 1200, bloom.field.bit_length() <= 4096)

x = 0b1011_0110
print(x & -x, x & x - 1, x.bit_count(), x ^ x >> 1, int(f"{x:08b}"[::-1], 2), (x << 3 | x >> 5) & 255, bin(~x & 255))
gray = [n ^ n >> 1 for n in range(16)]
print(gray, all((a ^ b).bit_count() == 1 for a, b in zip(gray, gray[1:])), list(accumulate(range(1, 12), xor)))
subsets = []
mask = m = 0b10110
while m:
    subsets.append(m)
    m = m - 1 & mask
print([f"{s:b}" for s in subsets], len(subsets))
state, seen = 0xACE1, []
for _ in range(20):
    seen.append(state & 255)
    state = state >> 1 | ((state ^ state >> 2 ^ state >> 3 ^ state >> 5) & 1) << 15
print(bytes(seen).hex(" ", 4), state)
key, plain = b"key", bytearray(b"attack at dawn")
for n in range(len(plain)):
    plain[n] ^= key[n % 3]
print(plain, bytes(b ^ key[n % 3] for n, b in enumerate(plain)), bytes(plain).translate(bytes(range(255, -1, -1)))[:4])
chance = random.Random(1)
blob = chance.randbytes(1500)
table = bytes(sorted(range(256), key=lambda b: sha256(bytes([b])).digest()))
mixed = blob.translate(table)
print(len(set(table)), Counter(mixed).most_common(1) != [], crc32(mixed) == crc32(bytes(table[b] for b in blob)))
buffer = bytearray()
for n in range(0, 1500, 97):
    buffer += blob[n:n + 97]
    if len(buffer) > 500:
        del buffer[:333]
        buffer[10:20] = b"--"
        buffer.insert(0, n & 255)
print(len(buffer), f"{crc32(buffer):x}", buffer.count(b"--"), buffer.find(b"--", 12), bytes(buffer[:6]).hex())
