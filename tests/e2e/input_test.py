#!/usr/bin/env python3
"""Standard input, whole: many lines, a very long one, and several who read."""
import collections
import os
import subprocess
import sys
import tempfile
import time

from serving import BINARY, SCALE, run

LINES = 200_000


def output_of(code, data, *options):
    """What the program prints, given `data` in a file and in a pipe; the seconds of each."""
    outputs, seconds = [], []
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        for is_file in (True, False):
            file.seek(0)
            began = time.monotonic()
            done = subprocess.run([BINARY, *options, "-c", code], capture_output=True,
                                  timeout=120 * SCALE, check=True,
                                  **({"stdin": file} if is_file else {"input": data}))
            seconds.append(time.monotonic() - began)
            outputs.append(done.stdout.decode())
    assert outputs[0] == outputs[1], outputs
    return outputs[0], max(seconds)


def lines_cost_no_switch_of_threads_each():
    data = b"".join(b"line %d\n" % n for n in range(LINES))
    for code in ("import sys\nprint(sum(len(line) for line in sys.stdin))",
                 "import sys\nprint(len(sys.stdin.read()))",
                 "import sys\nprint(sum(map(len, sys.stdin.readlines())))"):
        output, seconds = output_of(code, data)
        assert output == f"{len(data)}\n", output
        # A line that goes from one thread to another takes a hundred microseconds.
        assert seconds < 8 * SCALE, f"{seconds:.1f} s for {LINES} lines"
        print(f"{LINES} lines: {seconds:.2f} s")


def a_line_may_be_long():
    size = 30_000_000
    output, seconds = output_of("import sys\nprint([len(line) for line in sys.stdin])",
                                b"x" * size + b"\nshort\nlast")
    assert output == f"[{size + 1}, 6, 4]\n", output
    assert seconds < 20 * SCALE, f"{seconds:.1f} s for a line of {size} bytes"


def several_readers_share_the_lines():
    code = """
import sys, time
import scriptling.runtime as runtime
def reads(name):
    seen = []
    for line in sys.stdin:
        seen.append(int(line))
        if len(seen) % 50 == 0: time.sleep(0)
    return seen
tasks = [runtime.background(f"reader {n}", reads, n) for n in range(3)]
for task in tasks:
    seen = task.get()
    assert seen == sorted(seen)
    print(*seen)
"""
    numbers = range(3000)
    output, _ = output_of_any_order(code, "".join(f"{n}\n" for n in numbers).encode())
    taken = collections.Counter(map(int, output.split()))
    assert taken == collections.Counter(numbers), taken.most_common(3)


def output_of_any_order(code, data):
    done = subprocess.run([BINARY, "-c", code], capture_output=True, input=data,
                          timeout=120 * SCALE, check=True)
    return done.stdout.decode(), done.stderr.decode()


def a_line_that_finds_no_room_is_the_next_one():
    code = """
import sys
try:
    while True:
        line = sys.stdin.readline()
        if not line: break
        print(len(line))
except MemoryError:
    print("no room")
    import scriptling.runtime as runtime
    print(runtime.run(lambda: len(sys.stdin.readline())).get())
"""
    done = subprocess.run([BINARY, "--env-memory", "8M", "-c", code], capture_output=True,
                          input=b"short\n" + b"y" * 20_000_000 + b"\nlast\n",
                          timeout=60 * SCALE, check=False)
    lines = done.stdout.decode().split("\n")
    assert lines[:2] == ["6", "no room"], (lines, done.stderr[-500:])


run([lines_cost_no_switch_of_threads_each, a_line_may_be_long,
     several_readers_share_the_lines, a_line_that_finds_no_room_is_the_next_one])
