#!/usr/bin/env python3
"""What tasks see of the objects they share could be had from objects used by one alone.

    linearizable_test.py [SEED]      the seed is printed, to try it again

A history that no order explains, or that would take too long, is kept in build/histories.
"""
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import time

import history
import history_check

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SCRIPTLING", str(ROOT / "build/release/scriptling"))
PROGRAM = pathlib.Path(__file__).with_name("linearizable_program.py")
HISTORIES = ROOT / "build/histories"
TASKS, STEPS = 64, 40
MOST_STATES = 300_000  # Some seconds; four tasks at a time need some hundred.
JUDGES = {"counter": (history.steps_of_numbers, history.apply_counter, 0),
          "shared": (history.steps_of_shared, history.apply_shared, (0, None)),
          "key": (history.steps_of_numbers, history.apply_key, history.ABSENT)}


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
            call, name, arguments, result, end = rest
            if thing.startswith("shared"):  # JSON has lists for tuples.
                arguments = [tuple(each) if name == "set" else each for each in arguments]
                result = result and tuple(result)
            operations[thing].append((call, name, arguments, result, end))
    assert sum(map(len, operations.values())) >= TASKS * STEPS, "operations are missing"
    return operations, left


def problem(thing, operations, left):
    if thing.startswith("queue"):
        return history.queue_problem(operations, left)
    steps, apply, initial = JUDGES[thing[:-1]]
    if thing[-1] in "01":
        return history.value_problem(steps(operations), 0 if initial == history.ABSENT else initial)
    try:
        fits = history.is_linearizable(operations, initial, apply, MOST_STATES)
    except history.TooLong as error:
        return str(error)
    return None if fits else "no order explains what was seen"


def kept(thing, operations, left):
    """The file in which a history that was refused is kept."""
    HISTORIES.mkdir(parents=True, exist_ok=True)
    path = HISTORIES / f"{thing}-{os.getpid()}-{time.time_ns()}.json"
    path.write_text(json.dumps({"operations": operations, "left": left}))
    return path


def overlaps(operations):
    """How many operations began while the one before them was still under way."""
    ordered = sorted(operations)
    return sum(b[0] < a[4] for a, b in zip(ordered, ordered[1:]))


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(10 ** 6)
    history_check.check(seed)
    passed, failed = 1, 0
    for threads in (1, 2, 8):
        operations, left = record(threads, seed)
        shared = sum(map(overlaps, operations.values()))
        print(f"seed {seed}, {threads} threads: {sum(map(len, operations.values()))} "
              f"operations, {shared} of them overlap")
        for thing in sorted(operations):
            wrong = problem(thing, operations[thing], left[thing])
            passed, failed = passed + (not wrong), failed + bool(wrong)
            if wrong:
                file = kept(thing, operations[thing], left[thing])
                print(f"FAILED seed {seed}, {threads} threads, {thing}: {wrong}; see {file}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
