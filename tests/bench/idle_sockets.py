#!/usr/bin/env python3
"""How much memory an idle WebSocket connection takes: opens so many, says something on
each, lets them wait, and measures the server.

usage: idle_sockets.py [COUNT]      SCRIPTLING=... names another binary
"""
import pathlib
import resource
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from serving import Site  # noqa: E402
from websocket_client import Client  # noqa: E402

SETUP = """
import scriptling.runtime as runtime
runtime.http.websocket("/echo", "handlers.echo")
"""

HANDLERS = """
import scriptling.runtime as runtime

def echo(client):
    while client.connected():
        message = client.receive(timeout=None)
        if message is not None:
            client.send(message)
"""


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with Site({"setup.py": SETUP, "handlers.py": HANDLERS}) as site:
        Client(site.port, "/echo").close()
        before, began = site.memory(), time.monotonic()
        clients = [Client(site.port, "/echo") for _ in range(count)]
        opened = time.monotonic() - began
        taken = site.memory() - before
        for n, client in enumerate(clients):
            client.say(str(n))
        answered = sum(client.hear() == str(n) for n, client in enumerate(clients))
        after = site.memory() - before
        began = time.monotonic()
        site.process.terminate()
        told = sum(client.closed_with() == 1001 for client in clients)
        site.process.wait()
        ended = time.monotonic() - began
    print(f"{count} connections in {opened:.1f} s, {taken / count / 1024:.1f} KiB each; "
          f"{answered} answered, then {after / count / 1024:.1f} KiB each; "
          f"{told} told of the end, all over in {ended:.1f} s")
    sys.exit(answered != count or told != count)


main()
