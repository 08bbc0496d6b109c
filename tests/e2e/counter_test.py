#!/usr/bin/env python3
"""The sample site, as a visitor sees it: a page, a number that grows, an orderly end."""
import json
import re
import time

from serving import ROOT, Site, report, run_tests, soon


def test_the_number_grows_by_one_a_second():
    with Site(ROOT / "examples/counter/setup.py") as site:
        answer = site.ask("GET", "/")
        assert answer.headers["content-type"].startswith("text/html"), answer
        assert b"<title>Counter</title>" in answer.body, answer

        def number():
            return json.loads(site.get("/counter"))["counter"]
        began, first = time.monotonic(), number()
        last = soon(lambda: number() >= first + 2 and number())
        took = time.monotonic() - began
        assert last - first <= took + 1, f"grew by {last - first} in {took:.1f} seconds"
        assert site.stop() == 0
        counted = [int(number) for number in re.findall(r"Counter: (\d+)", site.output())]
        assert counted == list(range(1, len(counted) + 1)) and len(counted) >= last, counted


report(*run_tests(globals()))
