#!/usr/bin/env python3
"""Stores on disk under `kill -9`: whatever was acknowledged is there afterwards, and what is
there makes sense. One store lives through all rounds of a mode.

    kv_crash_test.py [ROUNDS [MODE...]]   rounds for each mode; default 10 each
"""
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SCRIPTLING", str(ROOT / "build/release/scriptling"))
WRITERS, SLOTS = 4, 40

# Says what it finds; then each writer writes its numbers, one after another, and prints
# each one when the store has acknowledged all of it.
SCRIPT = f"""
import json
import scriptling.runtime as runtime

WRITERS, SLOTS = {WRITERS}, {SLOTS}
""" + """
kv = runtime.kv.open("crash.db")


def write(kv, who, n):
    kv.delete(f"gone {who}")
    while True:
        n += 1
        kv.set(f"slot {who} {n % SLOTS}", [n, "x" * (n * 37 % 3000)])
        kv.set_many({f"left {who}": n, f"right {who}": n})
        kv.incr(f"count {who}")
        kv.set(f"gone {who}", n)
        kv.delete(f"gone {who}")
        print(who, n)


found = {key: value for key, value in kv.items() if not key.startswith("slot ")}
found["slots"] = [
    [kv.get(f"slot {who} {slot}", [0, ""])[0] for slot in range(SLOTS)] for who in range(WRITERS)
]
print(json.dumps(found))
writers = [
    runtime.run(write, kv, who, found.get(f"count {who}", 0)) for who in range(WRITERS)
]
for writer in writers:
    writer.wait()
"""


def check(found, acknowledged):
    """What is wrong with what was found, given the last number acknowledged to each writer."""
    for who in range(WRITERS):
        left, right = found.get(f"left {who}", 0), found.get(f"right {who}", 0)
        count = found.get(f"count {who}", 0)
        if left != right:
            return f"half of a set_many: {left}, {right}"
        if not acknowledged[who] <= count <= left <= count + 1:
            return f"writer {who}: {acknowledged[who]} acknowledged, {count} counted, {left} set"
        if f"gone {who}" in found and found[f"gone {who}"] != count:
            return f"writer {who}: {found[f'gone {who}']} was deleted before {count}"
        for n in range(max(left - SLOTS + 2, 1), left + 1):
            if found["slots"][who][n % SLOTS] != n:
                return f"writer {who}: slot of {n} holds {found['slots'][who][n % SLOTS]}"
    return None


def live(folder, mode):
    """Starts the script, kills it, and returns what it found and what it acknowledged."""
    process = subprocess.Popen([BINARY, "--kv-sync", mode, "writer.py"], cwd=folder,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if random.random() < 0.15:
        killer = threading.Timer(random.uniform(0, 0.03), process.kill)
        killer.start()
    first = process.stdout.readline()
    time.sleep(random.uniform(0, 0.08) * (3 if mode == "always" else 1))
    process.send_signal(signal.SIGKILL)
    out, err = process.communicate()
    if err:
        sys.exit(f"the script failed:\n{err}")
    # A last line that was cut off in the pipe is nobody's acknowledgement.
    return first, [line.split() for line in out.split("\n")[:-1]]


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    passed = failed = writes = 0
    for mode in sys.argv[2:] or ["always", "interval", "off"]:
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "writer.py").write_text(SCRIPT)
            acknowledged = [0] * WRITERS
            for round_number in range(rounds + 1):  # The last one only looks.
                first, lines = live(folder, mode)
                wrong = check(json.loads(first), acknowledged) if first.endswith("\n") else None
                if round_number > 0:
                    passed, failed = passed + (not wrong), failed + bool(wrong)
                if wrong:
                    print(f"{mode}, round {round_number}: {wrong}")
                    break
                writes += 5 * len(lines)
                for who, n in lines:
                    acknowledged[int(who)] = int(n)
            sound = subprocess.run([BINARY, "--kv-check", "crash.db"], cwd=folder,
                                   capture_output=True, text=True)
            if sound.returncode != 0:
                failed += 1
                print(f"{mode}: {sound.stdout}{sound.stderr}")
    print(f"{writes} acknowledged writes")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
