#!/usr/bin/env python3
"""How the command ends when it is told to."""
import fcntl
import pathlib
import re
import signal
import struct
import subprocess
import termios
import time

from serving import BINARY, PATIENCE, report, run_tests, soon

TIDY = """
import time
try:
    print("waiting", flush=True)
    time.sleep(1000)
finally:
    time.sleep(0.01)
    print("tidied up")
"""
ENDLESS = """
while True:
    print("x" * 10000)
"""


class Script:
    def __init__(self, text, *options):
        self.process = subprocess.Popen([BINARY, *options, "-c", text], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.first_line = self.process.stdout.readline()

    def tell(self, which):
        self.process.send_signal(which)

    def waits_for_a_reader(self):
        """Whether the next piece that it has to say does not fit into the pipe."""
        room = fcntl.fcntl(self.process.stdout, fcntl.F_GETPIPE_SZ)
        unread = fcntl.ioctl(self.process.stdout, termios.FIONREAD, b"\0" * 4)
        return struct.unpack("i", unread)[0] > room - 10_000

    def has_taken(self, which):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return not int(re.search(r"ShdPnd:\s+(\w+)", status)[1], 16) >> which - 1 & 1

    def end(self):
        """Its status, the rest of its output, and its errors."""
        try:
            output, errors = self.process.communicate(timeout=PATIENCE)
        finally:
            self.process.kill()
        return self.process.returncode, output, errors


def test_the_first_signal_lets_the_script_tidy_up():
    for which in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        script = Script(TIDY)
        script.tell(which)
        assert script.end() == (128 + which, "tidied up\n", "")


def test_output_that_nobody_reads_is_not_waited_for_any_longer():
    script = Script(ENDLESS, "--shutdown-timeout", "0.1")
    soon(script.waits_for_a_reader)
    script.tell(signal.SIGTERM)
    status = script.process.wait(PATIENCE)
    errors = script.process.stderr.read()
    assert status == 1 and "did not end in time" in errors, (status, errors)


def test_the_second_signal_ends_it_at_once():
    script = Script(ENDLESS)
    soon(script.waits_for_a_reader)
    script.tell(signal.SIGTERM)
    soon(lambda: script.has_taken(signal.SIGTERM))
    time.sleep(0.4)  # One that comes within a fifth of a second counts as an echo.
    script.tell(signal.SIGINT)
    status = script.process.wait(PATIENCE)
    assert status == 130, status


report(*run_tests(globals()))
