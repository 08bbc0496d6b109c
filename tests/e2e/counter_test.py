#!/usr/bin/env python3
"""The sample site, as a visitor sees it: a page, a number that grows, an orderly end."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SCRIPTLING", str(ROOT / "build/release/scriptling"))

server = subprocess.Popen([BINARY, "--server", "127.0.0.1:0",
                           str(ROOT / "examples/counter/setup.py")],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
try:
    for line in server.stderr:
        found = re.search(r"listening on (http://\S+:\d+)", line)
        if found:
            break
    else:
        sys.exit("the server did not start")

    def get(path):
        with urllib.request.urlopen(found[1] + path, timeout=20) as answer:
            return answer.headers.get_content_type(), answer.read().decode()

    kind, page = get("/")
    assert kind == "text/html" and "<title>Counter</title>" in page, (kind, page[:200])
    kind, first = get("/counter")
    assert kind == "application/json", kind
    time.sleep(2.5)
    second = json.loads(get("/counter")[1])["counter"]
    grown = second - json.loads(first)["counter"]
    assert 1 <= grown <= 4, f"grew by {grown} in 2.5 seconds"
finally:
    server.send_signal(signal.SIGTERM)
    out, err = server.communicate(timeout=30)
assert server.returncode == 0, f"ended with status {server.returncode}\n{err}"
counted = [int(number) for number in re.findall(r"Counter: (\d+)", out)]
assert counted == list(range(1, len(counted) + 1)) and len(counted) >= 2, counted
print("1 passed, 0 failed")
