#!/usr/bin/env python3
"""A hundred thousand sleeping tasks fit in half a gigabyte; a fifth of them is asked here,
of the release, as sanitizers keep memory of their own."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TASKS = 20_000
ROOM = 2**29 / 100_000  # Bytes for each.


def memory(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024


def main():
    command = [ROOT / "build/release/scriptling", ROOT / "tests/bench/actors/sleepers.py",
               str(TASKS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as process:
        assert process.stdout.readline() == "before\n"
        before = memory(process)
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "asleep\n"
        each = (memory(process) - before) / TASKS
        process.kill()
    assert each < ROOM, f"a sleeping task takes {each:.0f} bytes, {ROOM:.0f} are allowed"
    print("1 passed, 0 failed")


sys.exit(main())
