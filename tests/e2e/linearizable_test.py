#!/usr/bin/env python3
"""What tasks see of the objects they share could be had from objects used by one alone.

    linearizable_test.py [SEED]      the seed is printed, to try it again
"""
import collections
import json
import os
import pathlib
import random
import subprocess
import sys

import history

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SCRIPTLING", str(ROOT / "build/release/scriptling"))
PROGRAM = pathlib.Path(__file__).with_name("linearizable_program.py")
TASKS, STEPS = 64, 40


def record(threads, seed):
    """{object: operations}, {queue: what was left in it}."""
    command = [BINARY, "--threads", str(threads), str(PROGRAM), str(seed), str(TASKS),
               str(STEPS)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    operations, left = collections.defaultdict(list), collections.defaultdict(list)
    for line in ran.stdout.splitlines():
        thing, *rest = json.loads(line)
        if rest[0] == "left":
            left[thing].append(rest[1])
        else:
            operations[thing].append(tuple(rest))
    assert sum(map(len, operations.values())) >= TASKS * STEPS, "operations are missing"
    return operations, left


def problem(thing, operations, left):
    if thing.startswith("queue"):
        return history.queue_problem(operations, left)
    apply, state = {"c": (history.apply_counter, 0), "s": (history.apply_shared, 0),
                    "k": (history.apply_key, history.ABSENT)}[thing[0]]
    fits = history.is_linearizable(operations, state, apply)
    return None if fits else "no order explains what was seen"


def overlaps(operations):
    """How many operations began while the one before them was still under way."""
    ordered = sorted(operations)
    return sum(b[0] < a[4] for a, b in zip(ordered, ordered[1:]))


def check_the_checker():
    """It must refuse what no object could have done, and take what one could."""
    counter, key = history.apply_counter, history.apply_key
    assert history.is_linearizable([(0, "add", [1], 2, 9), (1, "add", [1], 1, 8)], 0, counter)
    assert not history.is_linearizable([(0, "add", [1], 2, 3), (4, "add", [1], 1, 8)], 0, counter)
    assert not history.is_linearizable([(0, "add", [1], 1, 3), (0, "add", [1], 1, 3)], 0, counter)
    assert not history.is_linearizable([(0, "set", [5], None, 3), (4, "get", [], 0, 8)], 0, counter)
    assert history.is_linearizable([(0, "set", [5], None, 5), (4, "get", [], 0, 8)], 0, counter)
    assert not history.is_linearizable([(0, "delete", [], None, 1), (2, "exists", [], True, 3)],
                                       history.ABSENT, key)
    assert history.is_linearizable([(0, "delete", [], None, 9), (1, "set", [5], None, 2),
                                    (3, "exists", [], False, 4)], history.ABSENT, key)
    put = [(0, "put", [1], None, 1), (2, "put", [2], None, 3)]
    assert history.queue_problem(put, [1, 2]) is None
    assert "lost" in history.queue_problem(put, [1])
    assert "overtook" in history.queue_problem(put + [(4, "get", [], 2, 5)], [1])
    assert "twice" in history.queue_problem(put + [(4, "get", [], 1, 5)] * 2, [2])
    assert "never" in history.queue_problem([(4, "get", [], 1, 5)], [])
    assert "nothing" in history.queue_problem(put + [(4, "get", [], "empty", 5)], [1, 2])
    assert history.queue_problem(put + [(0, "get", [], "empty", 5)], [1, 2]) is None


def main():
    check_the_checker()
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(10 ** 6)
    passed = failed = 0
    for threads in (1, 2, 8):
        operations, left = record(threads, seed)
        shared = sum(map(overlaps, operations.values()))
        print(f"seed {seed}, {threads} threads: {sum(map(len, operations.values()))} "
              f"operations, {shared} of them overlap")
        for thing in sorted(operations):
            wrong = problem(thing, operations[thing], left[thing])
            passed, failed = passed + (not wrong), failed + bool(wrong)
            if wrong:
                print(f"FAILED seed {seed}, {threads} threads, {thing}: {wrong}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
