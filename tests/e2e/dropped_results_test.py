#!/usr/bin/env python3
"""What calls have answered takes memory as long as their promises are held, and no longer:
those who held them notice, though the results lie outside of their heaps."""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = ROOT / "build/release/scriptling"
RESULT = 4 << 20

WAITED = f"""
import scriptling.runtime as runtime
def big(n): return bytes({RESULT})
for n in range(150): runtime.run(big, n).wait()
"""
# The maker hears of a result by a message, and whoever takes the promise by waiting.
PASSED_ON = f"""
import scriptling.runtime as runtime
def big(n): return bytes({RESULT})
def consume():
    total = 0
    for promise in runtime.sync.Queue("promises", 4):
        promise.wait()
        total += 1
    return total
consumer = runtime.background("consumer", consume)
queue = runtime.sync.Queue("promises", 4)
for n in range(150): queue.put(runtime.run(big, n))
queue.close()
assert consumer.get() == 150
"""
FORGOTTEN = f"""
import scriptling.runtime as runtime, time
def big(n): return bytes({RESULT})
for n in range(150):
    runtime.run(big, n)
    time.sleep(0.002)
"""


def peak(text):
    """The most memory that it takes, in bytes."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(text)
        file.flush()
        process = subprocess.Popen([BINARY, "--env-memory", "100M", file.name])
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, process.returncode
    return usage.ru_maxrss * 1024


def main():
    for text in (WAITED, PASSED_ON, FORGOTTEN):
        most = peak(text)
        print(f"{most >> 20} MB")
        assert most < 300 << 20, f"{most >> 20} MB for results of {RESULT >> 20} MB:{text}"
    print("3 passed, 0 failed")


sys.exit(main())
