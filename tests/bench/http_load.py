#!/usr/bin/env python3
"""Requests a second with wrk: a script's handler, and the same answer from others.

    http_load.py [--seconds 5] [--rounds 3] [--binary PATH]... [--raw PATH]
                 [--bare PATH] [--only NAME]

The servers take turns, so that whatever else the machine does befalls all of them; the
table shows the best round of each, the median, and processor time for each request, which
depends least on the neighbours. The last line is of a paced run, at half of the script's
best or 2,000 a second, while a background task of the same site spins. wrk and node are used when they are there;
`./dev build release raw_pistache bare_http` makes the others; the bare one does nothing
but receive and send, and so shows what the client and the kernel leave.
"""
import argparse
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPECTED = {"message": "Hello, World!"}
SETUP = """import scriptling.runtime as runtime
runtime.http.get("/", "handlers.hello")
runtime.http.static("/files", "site")
if {spins}:
    runtime.background("spinner", "handlers.spin")
"""
HANDLERS = """import scriptling.runtime as runtime
def hello(request):
    return runtime.http.json(200, {"message": "Hello, World!"})
def spin():
    number = 0
    while True:
        number += 1
"""


class Server:
    def __init__(self, name, command, folder):
        self.name = name
        self.command = command
        self.folder = folder

    def __enter__(self):
        log = open(os.path.join(self.folder, "log"), "wb+")
        self.process = subprocess.Popen(self.command, cwd=self.folder, stderr=log,
                                        stdout=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            log.seek(0)
            found = re.search(rb"listening on http://[^:]*:(\d+)", log.read())
            if found:
                self.port = int(found[1])
                self.check()
                return self
            time.sleep(0.05)
        raise RuntimeError(f"{self.name} did not start")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)

    def check(self):
        """The answer first, then the time."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        client.request("GET", "/")
        body = client.getresponse().read()
        client.close()
        if json.loads(body) != EXPECTED:
            raise RuntimeError(f"{self.name} answers {body!r}")

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wrk(server, seconds):
    """Requests a second and microseconds of processor time for each."""
    before = server.cpu()
    out = subprocess.run(["wrk", "-t1", "-c64", f"-d{seconds}",
                          f"http://127.0.0.1:{server.port}/"],
                         capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        print(out, file=sys.stderr)
    requests = int(re.search(r"(\d+) requests in", out)[1])
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])
    return rate, (server.cpu() - before) / requests * 1e6


def paced(server, rate, seconds, clients=16):
    """Latencies in milliseconds of requests that are due at fixed times."""
    latencies, lock = [], threading.Lock()
    began = time.monotonic() + 0.2
    request = b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"

    def client(number):
        mine = []
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as link:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            due = began + number / rate
            while due < began + seconds:
                time.sleep(max(0, due - time.monotonic()))
                sent = time.monotonic()
                link.sendall(request)
                answer = link.recv(65536)
                while not answer.endswith(b"}"):
                    answer += link.recv(65536)
                mine.append((time.monotonic() - sent) * 1000)
                due += clients / rate
        with lock:
            latencies.extend(mine)

    threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(latencies)


def folder_for(base, name, spins=False):
    folder = os.path.join(base, name)
    os.makedirs(os.path.join(folder, "site"))
    for file, text in (("setup.py", SETUP.format(spins=spins)), ("handlers.py", HANDLERS)):
        with open(os.path.join(folder, file), "w", encoding="utf-8") as out:
            out.write(text)
    return folder


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def contestants(options, base):
    for number, binary in enumerate(options.binary):
        name = "scriptling" if number == 0 else f"scriptling {number + 1}"
        serve = [os.path.abspath(binary), "--server", "127.0.0.1:0"]
        yield Server(name, serve + ["setup.py"], folder_for(base, name))
        if number == 0:
            yield Server("without access log", serve + ["--no-access-log", "setup.py"],
                         folder_for(base, "silent"))
    if os.path.exists(options.raw):
        yield Server("raw Pistache", [os.path.abspath(options.raw), str(free_port())],
                     folder_for(base, "raw"))
    if os.path.exists(options.bare):
        yield Server("bare sockets", [os.path.abspath(options.bare), str(free_port())],
                     folder_for(base, "bare"))
    if shutil.which("node"):
        yield Server("Node http", ["node", str(ROOT / "tests/bench/http/hello.js"),
                                   str(free_port())], folder_for(base, "node"))


def main():
    parser = argparse.ArgumentParser(description="Compares servers with wrk.")
    parser.add_argument("--seconds", type=int, default=5, help="of each run")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--binary", action="append", default=[],
                        help="may be repeated, to compare builds")
    parser.add_argument("--raw", default=str(ROOT / "build/release/raw_pistache"))
    parser.add_argument("--bare", default=str(ROOT / "build/release/bare_http"))
    parser.add_argument("--only", help="a word that the name must have")
    options = parser.parse_args()
    options.binary = options.binary or [str(ROOT / "build/release/scriptling")]
    if not shutil.which("wrk"):
        parser.error("wrk is not there: apt-get install wrk")
    with tempfile.TemporaryDirectory(prefix="http-load-") as base:
        servers = [server for server in contestants(options, base)
                   if not options.only or options.only in server.name]
        results = {server.name: [] for server in servers}
        for _ in range(options.rounds):
            for server in servers:
                with server:
                    wrk(server, 1)
                    results[server.name].append(wrk(server, options.seconds))
        print(f"{'wrk -t1 -c64':24}{'best/s':>10}{'median/s':>10}{'cpu us':>8}")
        for name, runs in results.items():
            rates, cpu = zip(*runs)
            print(f"{name:24}{max(rates):10.0f}{statistics.median(rates):10.0f}"
                  f"{min(cpu):8.1f}")
        if "scriptling" in results:
            half_load(options, base, max(results["scriptling"])[0])
    return 0


def half_load(options, base, best):
    """Python paces a few thousand a second at most, so wrk makes the load beside it."""
    folder = folder_for(base, "spinning", spins=True)
    command = [os.path.abspath(options.binary[0]), "--server", "127.0.0.1:0", "setup.py"]
    with Server("spinning", command, folder) as server:
        rate = min(best / 2, 2000)
        found = paced(server, rate, options.seconds)
        p50, p99 = found[len(found) // 2], found[int(len(found) * 0.99)]
        print(f"beside a task that spins, {rate:.0f}/s: p50 {p50:.2f} ms, p99 {p99:.2f} ms, "
              f"worst {found[-1]:.2f} ms of {len(found)}")


if __name__ == "__main__":
    sys.exit(main())
