#!/usr/bin/env python3
"""The examples with a page, in a real browser."""
from browser import Browser
from serving import ROOT, Site, report, run_tests, soon


def test_the_counter_page_shows_a_number_that_grows(browser):
    with Site(ROOT / "examples/counter/setup.py") as site:
        page = browser.open(site.url + "/")
        soon(lambda: (page.text_of("#number") or "").isdigit())
        assert page.evaluate("document.title") == "Counter"
        first = int(page.text_of("#number"))
        soon(lambda: int(page.text_of("#number")) >= first + 2)
        assert page.text_of("#note") == "seconds counted by a background task"
        site.stop()
        soon(lambda: page.text_of("#note") == "the server does not answer")
        page.close()


with Browser() as chromium:
    results = run_tests(dict(globals()), chromium)
report(*results)
