#!/usr/bin/env python3
"""What is printed reaches its reader: all of it, when flushed at once, and without filling
the memory while nobody reads."""
import re
import signal
import subprocess
import time

from serving import BINARY, PATIENCE, SCALE, report, run_tests

LINE = "x" * 1000


def start(code, *options, **descriptors):
    return subprocess.Popen([BINARY, "--env-memory", "24M", *options, "-c", code],
                            stdin=subprocess.DEVNULL, **descriptors)


def memory(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return int(re.search(r"RssAnon:\s+(\d+)", status.read())[1]) * 1024


FLOOD = f"""
number = 0
while True:
    print(number, "{LINE}")
    number += 1
"""


def test_a_flood_that_nobody_reads_waits_for_its_reader():
    with start(FLOOD, stdout=subprocess.PIPE) as process:
        time.sleep(3)
        before = memory(process)
        time.sleep(2)
        after = memory(process)
        for number in range(20_000):
            assert process.stdout.readline() == f"{number} {LINE}\n".encode()
        process.kill()
    assert after < before + (1 << 20), (before, after)


def test_a_flood_delays_nobody_else():
    others = f"""
import scriptling.runtime as runtime, sys, time

def flood():
    while True:
        print("{LINE}")

flood = runtime.run(flood)
time.sleep(2)
began, turns = time.monotonic(), 0
while time.monotonic() < began + 1:
    time.sleep(0.001)
    turns += 1
sys.stderr.write(str(turns) + "\\n")
flood.cancel()
try:
    flood.get()
except runtime.Cancelled:
    sys.stderr.write("cancelled\\n")
"""
    with start(others, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(3)
        # The two lines of the error stream stand behind what was printed before them.
        process.stdout.read()
        turns, cancelled = process.stderr.read().splitlines()
    assert int(turns) > 100, turns
    assert cancelled == "cancelled"


def test_what_was_flushed_outlives_a_kill():
    code = """
import sys
for line in sys.stdin:
    print(line, end="", flush=True)
    sys.stdout.write(line)
    sys.stdout.flush()
    sys.stderr.write("done " + line)
    sys.stderr.flush()
"""
    for number in range(20):
        with subprocess.Popen([BINARY, "-c", code], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True) as process:
            process.stdin.write(f"{number}\n")
            process.stdin.flush()
            assert process.stderr.readline() == f"done {number}\n"
            process.kill()
            assert process.stdout.read() == f"{number}\n" * 2


def test_what_is_printed_before_the_end_is_written():
    code = f"for number in range(20_000): print(number, '{LINE}')"
    with start(code, stdout=subprocess.PIPE, text=True) as process:
        time.sleep(0.5)
        lines = process.stdout.read().splitlines()
        assert process.wait(PATIENCE) == 0
    assert lines == [f"{number} {LINE}" for number in range(20_000)]


def test_a_flood_ends_when_it_is_told_to():
    with start(FLOOD, "--shutdown-timeout", "0.5", stdout=subprocess.PIPE) as process:
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20 * SCALE) != 0


report(*run_tests(globals()))
