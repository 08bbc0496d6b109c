#!/usr/bin/env python3
"""Makes programs of the bytes that a fuzzer chose (program_fuzz.cpp).

    serve.py         for each length (4 bytes, little-endian) and so many bytes on standard
                     input, the length and text of a program on standard output
    serve.py FILE    prints the program of such an input

The first byte says of which kind the program is.
"""

import struct
import sys

import containers
import generate
import patterns

KINDS = [generate, containers, generate, patterns]


def program(data):
    kind = data[0] if data else 0
    return KINDS[kind % len(KINDS)].program(data[1:])


def main():
    if len(sys.argv) > 1:
        with open(sys.argv[1], "rb") as file:
            # Two bytes before those say how it is run.
            print(program(file.read()[2:]), end="")
        return
    while head := sys.stdin.buffer.read(4):
        text = program(sys.stdin.buffer.read(*struct.unpack("<I", head))).encode()
        sys.stdout.buffer.write(struct.pack("<I", len(text)) + text)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
