#!/usr/bin/env python3
"""Calls that return, that are cancelled, that fail, and waits that time out leave no memory
behind: fifteen thousand of each, asked of the release, as sanitizers keep what was freed."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROUNDS, WARM_UP = 60, 15
# The allocator keeps some; seventy bytes of each would be more.
ROOM = 3 << 20
SCRIPT = """
import sys, time
import scriptling.runtime as runtime

def quick(n):
    return [n]

def nap():
    time.sleep(1000)

def fails():
    raise ValueError("on purpose")

def outcome(wait, *args, **kwargs):
    try:
        return wait(*args, **kwargs)
    except BaseException as error:
        return type(error).__name__

while True:
    assert len(runtime.gather(*[runtime.run(quick, n) for n in range(250)])) == 250
    sleepers = [runtime.run(nap) for _ in range(248)]
    sleepers.append(runtime.background("nap", nap))
    sleepers.append(runtime.background("green", nap, shared=True))
    for wait in (sleepers[0].get, runtime.sync.Queue("empty").get):
        assert {outcome(wait, timeout=0) for _ in range(125)} == {"TimeoutError"}
    for sleeper in sleepers:
        sleeper.cancel()
    assert {outcome(sleeper.wait) for sleeper in sleepers} == {"Cancelled"}
    failing = [runtime.run(fails) for _ in range(250)]
    assert {outcome(each.wait) for each in failing} == {"ValueError"}
    print("round", flush=True)
"""


def memory(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"RssAnon:\s+(\d+)", status)[1]) * 1024


def main():
    command = [ROOT / "build/release/scriptling", "--env-memory", "24M", "--log-level", "error",
               "-c", SCRIPT]
    samples = []
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          text=True) as process:
        for _ in range(ROUNDS):
            assert process.stdout.readline() == "round\n", "it has ended"
            samples.append(memory(process))
        process.kill()
    before, after = max(samples[WARM_UP:WARM_UP * 2]), min(samples[-WARM_UP:])
    assert after < before + ROOM, f"grew from {before >> 20} to {after >> 20} MB"
    print("1 passed, 0 failed")


sys.exit(main())
