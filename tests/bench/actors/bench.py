#!/usr/bin/env python3
"""What actors cost, against bare CAF in the same run, the best of several rounds.

    bench.py [--rounds N] [--sleepers N] [BINARY]

`./dev build release raw_caf` makes what it compares with. Other work on the
machine spoils the figures: the load is printed with them.
"""
import argparse
import os
import pathlib
import re
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
HERE = pathlib.Path(__file__).resolve().parent


def script(binary, name, *options, arguments=()):
    ran = subprocess.run([binary, *options, str(HERE / name), *arguments],
                         capture_output=True, text=True, check=True)
    return float(ran.stdout)


def raw(binary):
    text = subprocess.run([binary], capture_output=True, text=True, check=True).stdout
    return {name: float(number) for name, number in map(str.split, text.splitlines())}


def resident(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024


def sleepers(binary, count):
    """Resident bytes for each of that many sleeping tasks."""
    process = subprocess.Popen([binary, "--shutdown-timeout", "0", str(HERE / "sleepers.py"),
                                str(count)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True)
    process.stdout.readline()
    before = resident(process)
    process.stdin.write("\n")
    process.stdin.flush()
    process.stdout.readline()
    taken = resident(process) - before
    process.kill()
    process.wait()
    return taken / count


WRITERS = 16
COMMIT = 12_432  # Bytes: six pages of 2 KiB, as a commit of so many writers appends.


def syncs(folder, seconds=1):
    """How often a second the disk takes that much at the end of a file, and is sure of it."""
    with open(os.path.join(folder, "syncs"), "wb", buffering=0) as file:
        count, end = 0, time.monotonic() + seconds
        while time.monotonic() < end:
            file.write(bytes(COMMIT))
            os.fdatasync(file.fileno())
            count += 1
    return count / seconds


def stores(binary):
    """Operations a second of one script in memory, and of sixteen on disk."""
    rates = {f"kv.{what} in memory": script(binary, "kv.py", arguments=(what, "1"))
             for what in ("set", "get")}
    for mode in ("interval", "always"):
        with tempfile.TemporaryDirectory() as folder:
            rates[f"kv.set of {WRITERS}, {mode}"] = script(
                binary, "kv.py", "--kv-sync", mode,
                arguments=("set", str(WRITERS), os.path.join(folder, "bench.db")))
            bound = syncs(folder) * WRITERS
    return rates, {f"kv.set of {WRITERS}, always": bound}


def main():
    parser = argparse.ArgumentParser(description="What actors cost.")
    parser.add_argument("binary", nargs="?", default=str(ROOT / "build/release/scriptling"))
    parser.add_argument("--raw", default=str(ROOT / "build/release/raw_caf"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sleepers", type=int, default=100_000)
    options = parser.parse_args()
    ours, bare, limits = {}, {}, {}
    scaling = []
    for _ in range(options.rounds):
        for name, number in raw(options.raw).items() if os.path.exists(options.raw) else ():
            bare[name] = max(number, bare.get(name, 0))
        for name in ("get", "add", "run"):
            ours[name] = max(script(options.binary, f"{name}.py"), ours.get(name, 0))
        rates, bounds = stores(options.binary)
        for name, number in rates.items():
            ours[name] = max(number, ours.get(name, 0))
        for name, number in bounds.items():
            limits[name] = max(number, limits.get(name, 0))
        one = script(options.binary, "two_workers.py", "--threads", "1")
        scaling.append(script(options.binary, "two_workers.py", "--threads", "2") / one)
    print(f"load {os.getloadavg()[0]:.1f}")
    for name, number in ours.items():
        against = f", bare CAF {bare[name]:,.0f}: {bare[name] / number:.2f} times as many" \
            if name in bare else ""
        if name in limits:
            against = f", the disk alone {limits[name]:,.0f}: {limits[name] / number:.2f} times"
        print(f"{name}: {number:,.0f} a second{against}")
    print(f"two workers: {max(scaling):.2f} times as fast as one")
    print(f"sleeping task: {sleepers(options.binary, options.sleepers):,.0f} bytes")


main()
