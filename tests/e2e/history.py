"""Decides whether a history of operations on one object is linearizable.

An operation is (call, name, arguments, result, end): it was asked for at `call` and answered
at `end`. A history is linearizable if each operation can be given one moment between the
two, so that in the order of these moments an object of one thread would have given the
same results (Herlihy and Wing). Objects can be judged one by one.

Values (counters, variables, keys) are judged by searching for such an order, as Wing and
Gong do, with what was tried remembered. Queues whose items are all different are judged
by looking for the few patterns that a queue cannot show (Henzinger, Sezgin, Vafeiadis).
"""
ABSENT = "absent"


def apply_counter(state, name, arguments):
    """(new state, result) of an operation on an Atomic."""
    if name == "add":
        return state + arguments[0], state + arguments[0]
    if name == "set":
        return arguments[0], None
    if name == "compare_and_set":
        return (arguments[1], True) if state == arguments[0] else (state, False)
    return state, state  # get


def mixed(value, token):
    """What an update of a shared variable makes of it; the program knows it too."""
    return (value * 31 + token) % 1000003


def apply_shared(state, name, arguments):
    if name == "update":
        return mixed(state, arguments[0]), mixed(state, arguments[0])
    if name == "set":
        return arguments[0], None
    return state, state  # get


def apply_key(state, name, arguments):
    if name == "set":
        return arguments[0], None
    if name == "incr":
        base = 0 if state == ABSENT else state
        return base + arguments[0], base + arguments[0]
    if name == "delete":
        return ABSENT, None
    if name == "exists":
        return state, state != ABSENT
    if name == "compare_and_set":
        return (arguments[1], True) if state == arguments[0] else (state, False)
    return state, None if state == ABSENT else state  # get


def is_linearizable(history, state, apply):
    """Whether there is an order; depth first, but what only looks is done as soon as it can."""
    history = sorted(history)
    ends = [operation[4] for operation in history]
    everything = (1 << len(history)) - 1
    tried = set()
    stack = [(0, 0, state)]  # What is done as a bit mask, all below `first` is; the state.
    while stack:
        done, first, state = stack.pop()
        moved = True
        while moved:  # A look that fits now changes nothing for the others.
            moved = False
            while done >> first & 1:
                first += 1
            steps = []
            for index in candidates(history, ends, done, first):
                after, result = apply(state, history[index][1], history[index][2])
                if result != history[index][3]:
                    continue
                if only_looks(history[index]):
                    done |= 1 << index
                    moved = True
                    break
                steps.append((index, after))
        if done == everything:
            return True
        if (done, state) in tried:
            continue
        tried.add((done, state))
        stack.extend((done | 1 << index, first, after) for index, after in reversed(steps))
    return False


def only_looks(operation):
    """Whether it can't have changed anything at any moment, given its result."""
    return operation[1] in ("get", "exists") or operation[3] is False


def candidates(history, ends, done, first):
    """Those that may come next: they were asked for before any other was answered."""
    found, earliest = [], float("inf")
    for index in range(first, len(history)):
        if history[index][0] > earliest:
            break
        if not done >> index & 1:
            found.append(index)
            earliest = min(earliest, ends[index])
    return found


def queue_problem(history, left):
    """What a queue cannot have done; None if there is nothing. `left` was in it at the end.

    Operations are put(item) and get() -> item; a get that found nothing has the result
    "empty".
    """
    puts = {op[2][0]: op for op in history if op[1] == "put"}
    gets = {}
    for op in history:
        if op[1] == "get" and op[3] != "empty":
            if op[3] in gets:
                return f"{op[3]} was got twice"
            gets[op[3]] = op
    for item, get in gets.items():
        if item not in puts:
            return f"{item} was never put"
        if get[4] < puts[item][0]:
            return f"{item} was got before it was put"
    lost = set(puts) - set(gets) - set(left)
    if lost:
        return f"{sorted(lost)} are lost"
    return order_problem(puts, gets) or emptiness_problem(history, puts, gets)


def order_problem(puts, gets):
    """First in, first out: x put before y, y got before x."""
    never = (float("inf"),) * 5
    by_call = sorted(puts, key=lambda item: puts[item][0])
    by_end = sorted(puts, key=lambda item: puts[item][4])
    latest, reached = (float("-inf"), None), 0  # The get that began last, of what was put.
    for y in by_call:
        while reached < len(by_end) and puts[by_end[reached]][4] < puts[y][0]:
            x = by_end[reached]
            latest = max(latest, (gets.get(x, never)[0], x))
            reached += 1
        if y in gets and gets[y][4] < latest[0]:
            return f"{y} overtook {latest[1]}"
    return None


def emptiness_problem(history, puts, gets):
    """A get that found nothing although something was there all the time."""
    never = (float("inf"),) * 5
    inside = sorted((put[4], gets.get(item, never)[0]) for item, put in puts.items())
    for op in history:
        if op[1] != "get" or op[3] != "empty":
            continue
        moment = op[0]
        for begin, end in inside:
            if begin > moment:
                break
            moment = max(moment, end)
        if moment > op[4]:
            return f"nothing was found between {op[0]} and {op[4]}"
    return None
