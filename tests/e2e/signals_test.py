#!/usr/bin/env python3
"""How the command ends when it is told to."""
import os
import signal
import subprocess
import time

from serving import BINARY, PATIENCE, report, run_tests

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

    def end(self):
        """Its status, the rest of its output, and its errors."""
        try:
            output, errors = self.process.communicate(timeout=PATIENCE)
        finally:
            self.process.kill()
        return self.process.returncode, output, errors


def test_the_first_signal_lets_the_script_tidy_up():
    for which in (signal.SIGTERM, signal.SIGINT):
        script = Script(TIDY)
        script.tell(which)
        assert script.end() == (128 + which, "tidied up\n", "")


def test_output_that_nobody_reads_is_not_waited_for_any_longer():
    script = Script(ENDLESS, "--shutdown-timeout", "0.1")
    time.sleep(0.5)  # By now it waits for somebody to read.
    script.tell(signal.SIGTERM)
    status = script.process.wait(PATIENCE)
    errors = script.process.stderr.read()
    assert status == 1 and "did not end in time" in errors, (status, errors)


def test_the_second_signal_ends_it_at_once():
    script = Script(ENDLESS)
    time.sleep(0.5)
    script.tell(signal.SIGTERM)
    time.sleep(0.5)
    script.tell(signal.SIGINT)
    assert script.process.wait(PATIENCE) == 130


report(*run_tests(globals()))
