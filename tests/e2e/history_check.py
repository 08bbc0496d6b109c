"""Checks the judges of history.py: by hand, and the fast ones against the search.

The histories are made at random: an object of one thread is worked on, each operation gets
a time around its moment, and then up to three things are changed.
"""
import random

import history


def check(seed):
    """Raises AssertionError for a judge that takes what no object could have done, or that
    refuses what one could."""
    check_by_hand()
    rng = random.Random(seed)
    for make in (counter, shared, key):
        sound = compare_values(rng, make, 1500, with_refusals=False)
        assert 200 < sound < 1300, f"{sound} of 1500 histories of a {make.__name__} are sound"
    for make in (counter, key):
        compare_values(rng, make, 1500, with_refusals=True)
    compare_queues(rng, 1500)


def check_by_hand():
    counter, key = history.apply_counter, history.apply_key
    fits, numbers = history.is_linearizable, history.steps_of_numbers
    for call, fine in ((1, True), (4, False)):
        adds = [(0, "add", [1], 2, 3), (call, "add", [1], 1, 8)]
        assert fits(adds, 0, counter) == fine
        assert (not history.value_problem(numbers(adds), 0)) == fine
    assert not fits([(0, "add", [1], 1, 3), (0, "add", [1], 1, 3)], 0, counter)
    assert not fits([(0, "set", [5], None, 3), (4, "get", [], 0, 8)], 0, counter)
    assert fits([(0, "set", [5], None, 5), (4, "get", [], 0, 8)], 0, counter)
    assert not fits([(0, "delete", [], None, 1), (2, "exists", [], True, 3)],
                    history.ABSENT, key)
    assert fits([(0, "delete", [], None, 9), (1, "set", [5], None, 2),
                 (3, "exists", [], False, 4)], history.ABSENT, key)
    many = [(0, "set", [n], None, 100) for n in range(1, 40)] + [(0, "get", [], 99, 100)]
    assert "never written" in history.value_problem(numbers(many), 0)
    try:
        fits(many, 0, counter, limit=100)
    except history.TooLong:
        pass
    else:
        raise AssertionError("the search has no bound")
    put = [(0, "put", [1], None, 1), (2, "put", [2], None, 3)]
    assert history.queue_problem(put, [1, 2]) is None
    assert "lost" in history.queue_problem(put, [1])
    assert "overtook" in history.queue_problem(put + [(4, "get", [], 2, 5)], [1])
    assert "twice" in history.queue_problem(put + [(4, "get", [], 1, 5)] * 2, [2])
    assert "never" in history.queue_problem([(4, "get", [], 1, 5)], [])
    assert "nothing" in history.queue_problem(put + [(4, "get", [], "empty", 5)], [1, 2])
    assert history.queue_problem(put + [(0, "get", [], "empty", 5)], [1, 2]) is None


def compare_values(rng, make, count, with_refusals):
    """How many of the histories were sound. A refusal is judged by the search alone where
    its chain does not settle it, so with those the fast judge may only be too kind."""
    sound = caught = 0
    for _ in range(count):
        made, steps, apply, initial = make(rng, with_refusals)
        for _ in range(rng.randrange(4)):
            change(rng, made)
        fits = history.is_linearizable(made, initial, apply)
        found = history.value_problem(steps(made), 0 if initial == history.ABSENT else initial)
        sound, caught = sound + fits, caught + (found is not None)
        if fits or not with_refusals:
            assert fits == (found is None), (found, sorted(made))
    assert caught > (count - sound) * 0.7, f"only {caught} of {count - sound} were caught"
    return sound


def compare_queues(rng, count):
    sound = 0
    for _ in range(count):
        made, left = queue(rng)
        for _ in range(rng.randrange(4)):
            change(rng, made)
        # When all is over, what was left is taken out, and then nothing is left.
        ends = [(100, "get", [], item, 200) for item in left] + [(300, "get", [], "empty", 301)]
        taken = [(call, "take" if name == "get" else name, arguments, result, end)
                 for call, name, arguments, result, end in made + ends]
        fits = history.is_linearizable(taken, (), history.apply_queue)
        found = history.queue_problem(made, left)
        sound += fits
        assert fits == (found is None), (found, sorted(made), left)
    assert count * 0.1 < sound < count * 0.9, f"{sound} of {count} are sound"


def timed(rng, moment, name, arguments, result):
    spread = rng.choice((0.5, 2, 5))
    return (moment - rng.random() * spread, name, arguments, result,
            moment + rng.random() * spread)


def worked_on(rng, state, apply, choose):
    made = []
    for moment in range(rng.randint(2, 9)):
        name, arguments = choose(moment, state)
        state, result = apply(state, name, arguments)
        made.append(timed(rng, moment, name, arguments, result))
    return made, state


def numbers(rng, names, with_refusals, absent):
    """Chooses operations on a number whose values are written once."""
    def choose(moment, state):
        name = rng.choice(names)
        fresh = (moment + 1) * history.ROUND
        if name == "compare_and_set":
            if not with_refusals or rng.random() < 0.5:
                return ("get", []) if state == absent else (name, [state, fresh])
            old = rng.randint(0, moment) * history.ROUND
            return name, [old if old or not absent else -1, fresh]
        if name == "exists" and not with_refusals and state != absent:
            name = "get"
        return name, {"add": [rng.randint(1, 3)], "incr": [rng.randint(1, 3)],
                      "set": [fresh]}.get(name, [])
    return choose


def counter(rng, with_refusals):
    choose = numbers(rng, ["get", "add", "add", "set", "compare_and_set"], with_refusals, None)
    made, _ = worked_on(rng, 0, history.apply_counter, choose)
    return made, history.steps_of_numbers, history.apply_counter, 0


def key(rng, with_refusals):
    choose = numbers(rng, ["get", "incr", "exists", "set", "compare_and_set"], with_refusals,
                     history.ABSENT)
    made, _ = worked_on(rng, history.ABSENT, history.apply_key, choose)
    return made, history.steps_of_numbers, history.apply_key, history.ABSENT


def shared(rng, with_refusals):
    def choose(moment, state):
        name = rng.choice(("get", "get", "set", "update", "update"))
        return name, {"set": [(moment + 1, None)], "update": [moment + 1]}.get(name, [])
    made, _ = worked_on(rng, (0, None), history.apply_shared, choose)
    return made, history.steps_of_shared, history.apply_shared, (0, None)


def queue(rng):
    def choose(moment, state):
        return ("put", [moment]) if rng.random() < 0.5 else ("take", [])
    made, left = worked_on(rng, (), history.apply_queue, choose)
    return [(call, "get" if name == "take" else name, arguments, result, end)
            for call, name, arguments, result, end in made], list(left)


def change(rng, made):
    """Moves an operation in time, or exchanges the results of two of a name."""
    index = rng.randrange(len(made))
    call, name, arguments, result, end = made[index]
    if rng.random() < 0.4:
        by = rng.uniform(-6, 6)
        made[index] = (call + by, name, arguments, result, end + by)
        return
    other = rng.choice([n for n, operation in enumerate(made) if operation[1] == name])
    made[index] = (call, name, arguments, made[other][3], end)
    if rng.random() < 0.7:
        call, name, arguments, _, end = made[other]
        made[other] = (call, name, arguments, result, end)
