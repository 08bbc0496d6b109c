# A league and a cup: round robin by circles, courts under constraints with backtracking, results, tie-breaks, Elo, brackets.
from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, InitVar
from datetime import date, timedelta
from enum import Enum, Flag, auto
from functools import cmp_to_key, reduce
from itertools import chain, combinations, groupby, islice, pairwise, product, zip_longest
from operator import attrgetter
from typing import Callable, ClassVar, Iterator, NamedTuple

Slot = tuple[int, str]


class Wish(Flag):
    NONE = 0
    NO_EARLY = auto()
    NO_LATE = auto()
    HOME_FIRST = auto()
    FUSSY = NO_EARLY | NO_LATE


class Outcome(Enum):
    HOME = (3, 0)
    DRAW = (1, 1)
    AWAY = (0, 3)

    @classmethod
    def of(cls, goals, against):
        return cls.DRAW if goals == against else cls.HOME if goals > against else cls.AWAY

    def swapped(self):
        return Outcome(self.value[::-1])


@dataclass(frozen=True)
class Team:
    name: str
    strength: int = field(compare=False, default=1000)
    wishes: Wish = field(compare=False, default=Wish.NONE)
    bye: ClassVar[Team]

    def __str__(self):
        return self.name

    def __lt__(self, other):
        return self.name < other.name


Team.bye = Team("(bye)")


class Match(NamedTuple):
    home: Team
    away: Team

    def __str__(self):
        return f"{self.home}-{self.away}"

    def flipped(self):
        return self._replace(home=self.away, away=self.home)


def round_robin(teams: list[Team]) -> Iterator[list[Match]]:
    ring = teams if len(teams) % 2 == 0 else [*teams, Team.bye]
    first, rest = ring[0], ring[1:]
    for n in range(len(rest)):
        turned = [first, *rest[n:], *rest[:n]]
        half = len(turned) // 2
        pairs = [Match(a, b) for a, b in zip(turned[:half], reversed(turned[half:]))]
        if n % 2:
            pairs[0] = pairs[0].flipped()
        yield [p for p in pairs if Team.bye not in p]


class Unsolvable(Exception):
    def __init__(self, day, tried):
        self.day, self.tried = day, tried
        super().__init__(f"round {day} cannot be placed ({tried} tries)")


@dataclass
class Planner:
    courts: int
    hours: tuple[str, ...]
    banned: set[tuple[str, str]] = field(default_factory=set)
    rules: list[Callable] = field(default_factory=list, repr=False)
    tries: int = 0

    def rule(self, function):
        self.rules.append(function)
        return function

    def place(self, matches, day=0) -> dict[Slot, Match]:
        slots = list(product(range(self.courts), self.hours))
        order = sorted(matches, key=lambda m: (-sum(len(t.wishes) for t in m), m))

        def search(left, used):
            if not left:
                return used
            match, *others = left
            for slot in slots:
                self.tries += 1
                if slot not in used and all(rule(match, slot, used) for rule in self.rules):
                    if (found := search(others, used | {slot: match})) is not None:
                        return found
            return None
        before = self.tries
        if (found := search(order, {})) is None:
            raise Unsolvable(day, self.tries - before)
        return dict(sorted(found.items(), key=lambda p: (p[0][1], p[0][0])))


class Dice:
    def __init__(self, seed):
        self.seed = seed

    def __iter__(self):
        return self

    def __next__(self):
        self.seed = self.seed * 48271 % 2147483647
        return self.seed / 2147483647


def poisson(mean, dice):
    limit, n, p = math.exp(-mean), 0, next(dice)
    while p > limit:
        n, p = n + 1, p * next(dice)
    return n


@dataclass
class Standing:
    team: Team
    played: int = 0
    goals: int = 0
    against: int = 0
    points: int = 0
    form: str = ""
    rating: InitVar[float] = None

    def __post_init__(self, rating):
        self.elo = float(rating or self.team.strength)

    @property
    def difference(self):
        return self.goals - self.against

    def record(self, goals, against, outcome):
        self.played += 1
        self.goals += goals
        self.against += against
        self.points += outcome.value[0]
        self.form = (self.form + {3: "W", 1: "D", 0: "L"}[outcome.value[0]])[-5:]


class League:
    def __init__(self, teams):
        self.table = {t: Standing(t) for t in teams}
        self.results = {}

    def enter(self, match, goals, against):
        if match in self.results:
            raise ValueError(f"{match} is played already")
        outcome = Outcome.of(goals, against)
        self.results[match] = (goals, against)
        home, away = self.table[match.home], self.table[match.away]
        home.record(goals, against, outcome)
        away.record(against, goals, outcome.swapped())
        expected = 1 / (1 + 10 ** ((away.elo - home.elo - 60) / 400))
        change = 24 * math.log2(2 + abs(goals - against)) * ({3: 1, 1: 0.5, 0: 0}[outcome.value[0]] - expected)
        home.elo, away.elo = home.elo + change, away.elo - change
        return outcome

    def direct(self, a, b):
        score = 0
        for match, (g, h) in self.results.items():
            if {match.home, match.away} == {a.team, b.team}:
                score += (g - h) * (1 if match.home == a.team else -1)
        return score

    def compare(self, a, b):
        for left, right in ((b.points, a.points), (b.difference, a.difference), (b.goals, a.goals), (0, self.direct(a, b))):
            if left != right:
                return left - right
        return -1 if a.team < b.team else 1

    def ranking(self):
        return sorted(self.table.values(), key=cmp_to_key(self.compare))


def bracket(seeds):
    """1 meets the last and the best two can only meet at the end; byes for the rest."""
    size = 1 << (len(seeds) - 1).bit_length()
    order = reduce(lambda o, _: [x for s in o for x in (s, 2 * len(o) - 1 - s)], range(size.bit_length() - 1), [0])
    return [seeds[i] if i < len(seeds) else None for i in order]


def cup(entries, play):
    rnd = 1
    while len(entries) > 1:
        after = []
        for a, b in zip(*[iter(entries)] * 2):
            winner = (yield rnd, a, b) if a and b else a or b
            after.append(winner or play(a, b))
        entries, rnd = after, rnd + 1
    return entries[0]


def main():
    names = "Ash Birch Cedar Elm Fir Hazel Oak".split()
    wishes = dict(zip(names, [Wish.NO_EARLY, Wish.NONE, Wish.FUSSY, Wish.NONE, Wish.NO_LATE, Wish.NONE, Wish.HOME_FIRST]))
    teams = [Team(n, 1000 + 40 * (i * 3 % 7), wishes[n]) for i, n in enumerate(names)]
    rounds = list(round_robin(teams))
    print(len(rounds), [len(r) for r in rounds], {frozenset(m) for r in rounds for m in r} == set(map(frozenset, combinations(teams, 2))))
    print(sorted(Counter(m.home.name for m in chain(*rounds)).items()))
    planner = Planner(2, ("10:00", "13:00", "18:00"))

    @planner.rule
    def wished(match, slot, used):
        early, late = slot[1] == "10:00", slot[1] == "18:00"
        return not any(early and Wish.NO_EARLY in t.wishes or late and Wish.NO_LATE in t.wishes for t in match)

    @planner.rule
    def big_games_apart(match, slot, used):
        big = lambda m: sum(t.strength for t in m) > 2300
        return not big(match) or not any(big(m) and s[1] == slot[1] for s, m in used.items())

    start = date(2024, 4, 6)
    for n, matches in enumerate(rounds):
        placed = planner.place(matches, n + 1)
        print(f"{start + timedelta(weeks=n):%d %b}", *(f"{hour}/{court + 1} {match}" for (court, hour), match in placed.items()), f"({planner.tries})")
    planner.rule(lambda match, slot, used: slot[0] == 0)
    planner.rule(lambda match, slot, used: slot[1] != "13:00" or teams[2] in match)
    for n, matches in enumerate(rounds[:4], 1):
        try:
            print(n, {f"{s[1]}": str(m) for s, m in planner.place(matches, n).items()})
        except Unsolvable as e:
            print(n, e, e.day, e.tried)
    print(planner, Wish.FUSSY, list(Wish.FUSSY), Wish.NO_LATE | Wish.HOME_FIRST, len(Wish.FUSSY), ~Wish.FUSSY, bool(Wish.NONE & Wish.FUSSY))
    league, dice = League(teams), Dice(42)
    for match in chain(chain(*rounds), (m.flipped() for m in chain(*rounds))):
        gap = (match.home.strength - match.away.strength) / 400
        league.enter(match, poisson(1.5 * math.exp(gap), dice), poisson(1.1 * math.exp(-gap), dice))
    ranking = league.ranking()
    for place, s in enumerate(ranking, 1):
        print(f"{place:>2} {s.team!s:<7}{s.played:>3} {s.goals:>3}:{s.against:<3}{s.difference:>+4} {s.points:>3}  {s.form}  {s.elo:7.1f}")
    print(sum(s.difference for s in ranking), round(sum(s.elo for s in ranking), 6), Counter(Outcome.of(*r).name for r in league.results.values()).most_common())
    for points, group in groupby(ranking, attrgetter("points")):
        if len(tied := list(group)) > 1:
            print("tied on", points, [(s.team.name, s.difference) for s in tied], league.direct(*tied[:2]))
    best = max(league.results.items(), key=lambda r: (r[1][0] - r[1][1], str(r[0])))
    print(f"highest: {best[0]} {best[1][0]}:{best[1][1]}", Outcome.AWAY.swapped(), Outcome((1, 1)), f"{Match(*teams[:2])!s:>12}")
    entries = bracket([s.team for s in ranking])
    print([str(t) for t in entries], bracket(range(5)), bracket([7]))
    games, answer = cup(entries, None), None
    try:
        while True:
            rnd, a, b = games.send(answer)
            scores = [sum(next(dice) < 0.2 + t.strength / 4000 for _ in range(5)) for t in (a, b)]
            answer = a if scores[0] >= scores[1] else b
            print(f"round {rnd}: {a} {scores[0]}-{scores[1]} {b}")
    except StopIteration as final:
        print("winner:", final.value)
    try:
        league.enter(rounds[0][0], 1, 0)
    except ValueError as e:
        print(e)
    streaks = {t.name: max(len(list(g)) for k, g in groupby(t in (m.home for m in r) for r in rounds)) for t in teams}
    print(streaks, list(islice(zip_longest(names, pairwise(names)), 2)), Standing(teams[0], rating=1500).elo, Standing(teams[0]))


main()
