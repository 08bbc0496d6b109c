#!/usr/bin/env python3
"""Waiting holds no thread: three hundred clients wait for a second, all at the same time."""
import asyncio
import time

from serving import SCALE, Site, report, run_tests

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


def test_three_hundred_sleep_at_the_same_time():
    with Site(SITE) as site:
        began = time.monotonic()
        answers = asyncio.run(ask_all(site.port))
        took = time.monotonic() - began
        good = sum(answer.endswith(b"\r\n\r\nslept") for answer in answers)
        assert good == CLIENTS, f"{CLIENTS - good} were not answered\n{site.log()}"
    # One after the other they would take five minutes, on a hundred threads three seconds
    # of sleep and what the machine is busy with.
    assert took < 30 * SCALE, f"took {took:.1f} seconds"


report(*run_tests(globals()))
