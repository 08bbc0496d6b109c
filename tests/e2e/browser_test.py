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
        assert site.stop() == 0
        soon(lambda: page.text_of("#note") == "the server does not answer")
        page.close()


def open_chat(browser, site):
    page = browser.open(site.url + "/")
    soon(lambda: page.evaluate("document.querySelector('button')?.disabled === false"))
    return page


def said_on(page):
    return page.evaluate("[...document.querySelectorAll('li')].map("
                         "line => line.querySelector('b').innerText + ': '"
                         " + line.lastChild.textContent)")


def test_what_one_says_in_the_chat_everybody_reads(browser):
    with Site(ROOT / "examples/chat/setup.py") as site:
        ann = open_chat(browser, site)
        soon(lambda: ann.text_of("#state") == "only you")
        bob = open_chat(browser, site)
        for page in (ann, bob):
            soon(lambda: page.text_of("#state") == "2 here")
        ann.type("#name", "Ann")
        ann.type("#text", "Hello, Bob! äöü €")
        ann.click("button")
        bob.type("#text", "<i>markup</i> is text")
        soon(lambda: len(said_on(bob)) == 1)
        bob.click("button")
        for page in (ann, bob):
            soon(lambda: said_on(page) == ["Ann: Hello, Bob! äöü €",
                                           "somebody: <i>markup</i> is text"])
        assert ann.evaluate("document.querySelector('#text').value") == ""
        bob.close()
        soon(lambda: ann.text_of("#state") == "only you")
        assert site.stop() == 0
        soon(lambda: ann.text_of("#state") == "connection lost")
        ann.close()


with Browser() as chromium:
    results = run_tests(dict(globals()), chromium)
report(*results)
