#!/usr/bin/env python3
"""What greedy requests took goes back to the system when they are done, although their
environments are kept for the next ones."""
import concurrent.futures
import http.client
import sys
import time

from serving import Site

SETUP = """
for name in ("texts", "nested", "last_words"):
    runtime.http.get("/" + name, "handlers." + name)
runtime.http.get("/small", "handlers.small")
"""
HANDLERS = """
def texts(request):
    kept = []
    while True:
        kept.append("x" * 1000 + str(len(kept)))
def nested(request):
    kept = None
    while True:
        kept = {"before": kept, "items": [1, 2, 3]}
def last_words(request):
    kept = []
    try:
        while True:
            kept.append("x" * 100_000 + str(len(kept)))
    finally:
        while True:
            kept.append("y" * 100 + str(len(kept)))
def small(request):
    return "ok"
"""
HEAP = 64 << 20
AT_ONCE = 6


def status_of(site, path):
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def resident(site):
    with open(f"/proc/{site.process.pid}/status") as status:
        return next(int(line.split()[1]) << 10 for line in status if line.startswith("VmRSS"))


def main():
    with Site(SETUP, {"handlers.py": HANDLERS}, "--env-memory", HEAP) as site:
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as clients:
            paths = ["/texts", "/nested", "/last_words"] * 8
            assert {*clients.map(lambda path: status_of(site, path), paths)} == {500}
        assert status_of(site, "/small") == 200
        end = time.monotonic() + 5
        while resident(site) > HEAP and time.monotonic() < end:
            time.sleep(0.1)
        print(f"{resident(site) >> 20} MB")
        assert resident(site) < HEAP, f"{resident(site) >> 20} MB are left of {AT_ONCE} heaps of {HEAP >> 20} MB"
    print("1 passed, 0 failed")


if __name__ == "__main__":
    sys.exit(main())
