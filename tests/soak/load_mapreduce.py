"""Work whose result is known beforehand, by clients of whom some do not wait for it."""
import collections
import json
import random

OPTIONS = []
EXPECTED = []
WORDS = "The quick, brown fox; jumps over the lazy dog. And then it sleeps".split()


def words(client, rng, soak):
    lines = [" ".join(rng.choices(WORDS, k=rng.randrange(30))) for _ in range(rng.randrange(60))]
    text = "\n".join(lines)
    expected = collections.Counter(word.strip(".,;").lower() for word in text.split())
    status, answer = client.ask("POST", "/words", text)
    assert status == 200 and answer == dict(expected), (status, answer, expected)


def total(client, rng, soak):
    numbers = [rng.randrange(10 ** 20) for _ in range(rng.randrange(300))]
    if rng.random() < 0.2:
        numbers.insert(rng.randint(0, len(numbers)), "seven")
        assert client.ask("POST", "/sum", numbers) == (
            422, {"error": "'seven' is not a number"})
    else:
        assert client.ask("POST", "/sum", numbers) == (200, {"sum": sum(numbers)})


def fastest(client, rng, soak):
    seconds = [5, 5, 5]
    winner = rng.randrange(3)
    seconds[winner] = rng.random() * 0.05
    answer = client.ask("POST", "/fastest", seconds)
    assert answer == (200, {"first": winner}), answer


def deep(client, rng, soak):
    depth = rng.randint(0, 5)
    answer = client.ask("POST", "/deep", depth)
    assert answer == (200, {"leaves": 2 ** depth}), answer


def leave(client, rng, soak):
    path, body = rng.choice((("/fastest", [1, 1, 1]), ("/deep", 5), ("/sum", list(range(999)))))
    body = json.dumps(body)
    client.raw(f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n\r\n"
               f"{body}".encode(), read=0, wait=rng.random() * 0.1)


STEPS = [(4, words), (3, total), (2, fastest), (1, deep), (2, leave)]


def settled(client, soak):
    """no call is under way any more"""
    return client.ask("GET", "/busy") == (200, 0)


def verify(client, soak):
    words(client, random.Random(1), soak)
