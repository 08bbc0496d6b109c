#!/usr/bin/env python3
"""examples/chat and its visitors, who come, talk and leave as they like."""
import json
import threading

from serving import ROOT, Site, eventually, run
from websocket_client import Client

CROWD = 8
BROKEN = (OSError, EOFError)


def present(site):
    with Client(site.port, "/room") as visitor:
        while True:
            message = json.loads(visitor.hear())
            if "present" in message:
                return message["present"]


def in_crowd(visit):
    problems = []

    def work():
        try:
            visit()
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work) for _ in range(CROWD)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems, problems


def say_and_hear(visitor, text):
    visitor.say(json.dumps({"name": "visitor", "text": text}))
    while json.loads(visitor.hear()).get("text") != text:
        pass


def nobody_is_sent_away_because_another_leaves(site):
    def come_and_go():
        for number in range(15):
            with Client(site.port, "/room") as visitor:
                for turn in range(3):
                    say_and_hear(visitor, f"{threading.get_ident()} {number} {turn}")

    in_crowd(come_and_go)


def whoever_leaves_at_once_is_gone(site):
    def look_in():
        for _ in range(60):
            try:
                Client(site.port, "/room").leave()
            except BROKEN:
                pass

    in_crowd(look_in)
    eventually(lambda: present(site) == 1, "an empty room")


def the_chat_holds():
    with Site(ROOT / "examples/chat/setup.py", "--no-access-log") as site:
        nobody_is_sent_away_because_another_leaves(site)
        whoever_leaves_at_once_is_gone(site)
        assert site.stop() == 0
        assert " ERROR " not in site.log(), site.log()[-3000:]


run([the_chat_holds])
