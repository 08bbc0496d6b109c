"""Decides whether a history of operations on one object is linearizable.

An operation is (call, name, arguments, result, end): it was asked for at `call` and answered
at `end`. A history is linearizable if each operation can be given one moment between the
two, so that in the order of these moments an object of one thread would have given the
same results (Herlihy and Wing). Objects can be judged one by one.

Three judges:

- `value_problem` for counters, variables and keys in whose histories every value is written
  once, and what changes a value names the one it found. Time goes with the square of the
  operations, however many overlap.
- `queue_problem` for queues whose items are all different: it looks for the few patterns
  that a queue cannot show (Henzinger, Sezgin, Vafeiadis).
- `is_linearizable` for anything: it searches for an order, as Wing and Gong do, with what
  was tried remembered. Where many overlap that can take for ever, so it gives up with
  `TooLong`.
"""
import itertools

ABSENT = "absent"
ROUND = 10 ** 6  # What is set is a multiple of it, and all that is ever added is less.
NEVER = float("inf")


class TooLong(Exception):
    """The search has tried as many states as it may."""


# --- Objects of one thread: (new state, result) of an operation -----------------------


def apply_counter(state, name, arguments):
    if name == "add":
        return state + arguments[0], state + arguments[0]
    if name == "set":
        return arguments[0], None
    if name == "compare_and_set":
        return (arguments[1], True) if state == arguments[0] else (state, False)
    return state, state  # get


def apply_shared(state, name, arguments):
    """A value is (its number, that of the value it was made of)."""
    if name == "update":
        after = (arguments[0], state[0])
        return after, after
    if name == "set":
        return tuple(arguments[0]), None
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


def apply_queue(state, name, arguments):
    if name == "put":
        return state + (arguments[0],), None
    return (state[1:], state[0]) if state else (state, "empty")  # take


# --- The search ------------------------------------------------------------------------


def is_linearizable(history, state, apply, limit=NEVER):
    """Whether there is an order; depth first, but what only looks is done as soon as it can.

    Raises TooLong when it has come to more than `limit` states.
    """
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
        if len(tried) >= limit:
            raise TooLong(f"{limit} states were tried, in vain so far")
        tried.add((done, state))
        stack.extend((done | 1 << index, first, after) for index, after in reversed(steps))
    return False


def only_looks(operation):
    """Whether it can't have changed anything at any moment, given its result."""
    return operation[1] in ("get", "exists") or operation[3] is False


def candidates(history, ends, done, first):
    """Those that may come next: they were asked for before any other was answered."""
    found, earliest = [], NEVER
    for index in range(first, len(history)):
        if history[index][0] > earliest:
            break
        if not done >> index & 1:
            found.append(index)
            earliest = min(earliest, ends[index])
    return found


# --- Values that are written once ------------------------------------------------------


class Step:
    """What an operation on a value did: it found `found` and left `left`, None if it did not
    look or did not change anything. `refused` is a value that it did not find."""

    def __init__(self, operation, found=None, left=None, refused=None):
        self.call, self.end = operation[0], operation[4]
        self.found, self.left, self.refused = found, left, refused


def steps_of_numbers(history):
    """Of a counter, or of a key that is never deleted: absent counts as 0."""
    return [step_of_number(operation) for operation in history]


def step_of_number(operation):
    _, name, arguments, result, _ = operation
    if name in ("add", "incr"):
        return Step(operation, found=result - arguments[0], left=result)
    if name == "set":
        return Step(operation, left=arguments[0])
    if name == "compare_and_set":
        return (Step(operation, found=arguments[0], left=arguments[1]) if result else
                Step(operation, refused=arguments[0]))
    if name == "exists":
        return Step(operation, refused=0) if result else Step(operation, found=0)
    assert name == "get", name
    return Step(operation, found=0 if result is None else result)


def steps_of_shared(history):
    whole = {0: (0, None)}  # The value of each number.
    for _, name, arguments, result, _ in history:
        if name != "get":
            value = tuple(arguments[0]) if name == "set" else tuple(result)
            whole[value[0]] = value
    return [step_of_shared(operation, whole) for operation in history]


def step_of_shared(operation, whole):
    _, name, arguments, result, _ = operation
    if name == "set":
        return Step(operation, left=tuple(arguments[0]))
    if name == "update":
        own = result[0] == arguments[0]
        return Step(operation, found=whole.get(result[1], result[1]) if own else "that of another",
                    left=tuple(result))
    return Step(operation, found=tuple(result))


def value_problem(steps, initial):
    """What one value, first `initial`, cannot have done; None if there is nothing.

    What found a value belongs to whatever wrote it, and what left another in its place comes
    right behind: so all operations fall into chains, each begun by one that did not look
    at what it replaced. In the order that is looked for, a chain is never interrupted, and
    what comes where in it is known. What is left to find is the order of the chains; there
    is one unless two of them must each come before the other (Gibbons and Korach).

    It is exact but for refusals: of those it finds what was refused a value that was there
    all the time as far as its own chain shows.
    """
    writers = {initial: Step((-NEVER, "begin", [], None, -NEVER), left=initial)}
    for step in steps:
        if step.left is not None:
            if step.left in writers:
                return f"{step.left} was written twice"
            writers[step.left] = step
    finders, successors = {}, {}
    for step in steps:
        if step.found is None:
            continue
        if step.found not in writers:
            return f"{step.found} was found but never written"
        if step.left is None:
            finders.setdefault(step.found, []).append(step)
        elif step.found in successors:
            return f"{step.found} was replaced by two"
        else:
            successors[step.found] = step
    chains, spans, placed = [], {}, 0
    for begin in writers.values():
        if begin.found is None:
            chain = chain_from(begin, finders, successors)
            placed += sum(len(group) for group in chain)
            problem = chain_problem(chain)
            if problem:
                return problem
            chains.append(zone(chain))
            spans.update(certain_spans(chain))
    if placed < sum(step.refused is None for step in steps) + 1:
        return "values were made of each other in a circle"
    return conflict(chains) or refusal_problem(steps, spans)


def chain_from(begin, finders, successors):
    """Groups of steps in their order: a writer, those that found what it left, the next."""
    chain = []
    while begin:
        chain += [[begin], finders.get(begin.left, [])]
        begin = successors.get(begin.left)
    return chain


def chain_problem(chain):
    """Something was over before what it depends on had begun."""
    latest = -NEVER
    for group in chain:
        for step in group:
            if step.end < latest:
                return f"{step.found} was found by {step.end}, before it can have been there"
        latest = max([latest] + [step.call for step in group])
    return None


def zone(chain):
    """When the first of its steps ended and the last began; and its first value."""
    steps = [step for group in chain for step in group]
    return min(step.end for step in steps), max(step.call for step in steps), steps[0].left


def conflict(zones):
    """Two chains of which each must come before the other. There is no larger circle
    without one of two: where the earliest to end is on it, it is before all the others."""
    for (end, call, value), (other_end, other_call, other) in itertools.combinations(zones, 2):
        if end < other_call and other_end < call:
            return f"what {value} began and what {other} began each come before the other"
    return None


def certain_spans(chain):
    """{value: the time in which nothing else can have been there}, by its chain alone."""
    spans, ends = {}, NEVER
    for writer, finders in reversed(list(zip(chain[::2], chain[1::2]))):
        ends = min([ends, writer[0].end] + [step.end for step in finders])
        spans[writer[0].left] = [ends, -NEVER]
    calls = -NEVER
    for index, (writer, finders) in enumerate(zip(chain[::2], chain[1::2])):
        calls = max([calls, writer[0].call] + [step.call for step in finders])
        following = chain[2 * index + 2][0].call if 2 * index + 2 < len(chain) else -NEVER
        spans[writer[0].left][1] = max(calls, following)
    return spans


def refusal_problem(steps, spans):
    for step in steps:
        if step.refused in spans:
            begin, end = spans[step.refused]
            if begin < step.call and step.end < end:
                return f"{step.refused} was there from {begin} to {end}, but not found"
    return None


# --- Queues ----------------------------------------------------------------------------


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
    if sorted(left) != sorted(set(puts) - set(gets)):
        lost = sorted(set(puts) - set(gets) - set(left))
        return f"{lost} are lost" if lost else f"{left} are left, not only what nobody got"
    return order_problem(puts, gets) or emptiness_problem(history, puts, gets)


def order_problem(puts, gets):
    """First in, first out: x put before y, y got before x."""
    never = (NEVER,) * 5
    by_call = sorted(puts, key=lambda item: puts[item][0])
    by_end = sorted(puts, key=lambda item: puts[item][4])
    latest, reached = (-NEVER, None), 0  # The get that began last, of what was put.
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
    never = (NEVER,) * 5
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
