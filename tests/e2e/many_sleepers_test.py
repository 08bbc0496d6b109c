#!/usr/bin/env python3
"""Waiting holds no thread: three hundred clients wait for a second, all at the same time."""
import asyncio
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SCRIPTLING", str(ROOT / "build/release/scriptling"))
CLIENTS = 300

SITE = {
    "setup.py": "import scriptling.runtime as runtime\n"
                "runtime.http.get('/sleep', 'handlers.sleep')\n",
    "handlers.py": "import time\n\n"
                   "def sleep(request):\n"
                   "    time.sleep(1)\n"
                   "    return 'slept'\n",
}


async def ask(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /sleep HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    return answer


async def ask_all(port):
    return await asyncio.gather(*(ask(port) for _ in range(CLIENTS)))


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name, text in SITE.items():
            pathlib.Path(folder, name).write_text(text)
        server = subprocess.Popen([BINARY, "--server", "127.0.0.1:0", "setup.py"], cwd=folder,
                                  stderr=subprocess.PIPE, text=True)
        port = int(re.search(r":(\d+)$", server.stderr.readline().strip())[1])
        began = time.monotonic()
        answers = asyncio.run(ask_all(port))
        took = time.monotonic() - began
        server.send_signal(signal.SIGTERM)
        _, log = server.communicate(timeout=30)
    assert server.returncode == 0, f"ended with status {server.returncode}\n{log}"
    good = sum(answer.endswith(b"\r\n\r\nslept") for answer in answers)
    assert good == CLIENTS, f"{CLIENTS - good} were not answered\n{log}"
    # One after the other they would take five minutes.
    assert took < 5, f"took {took:.1f} seconds"
    print("1 passed, 0 failed")


sys.exit(main())
