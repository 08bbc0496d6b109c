# A bank: transactions are context managers that roll back, errors form a hierarchy.


class BankError(Exception):
    code = "general"

    def __init_subclass__(cls, code, **options):
        super().__init_subclass__(**options)
        cls.code = code


class InsufficientFunds(BankError, code="funds"):
    def __init__(self, account, wanted):
        self.account, self.wanted = account, wanted
        super().__init__(account, wanted)

    def __str__(self):
        return f"{self.account.owner} has {self.account.balance}, not {self.wanted}"


class UnknownAccount(BankError, LookupError, code="unknown"):
    pass


class Frozen(BankError, code="frozen"):
    pass


class Positive:
    """A number that must stay at zero or above."""

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name, 0)

    def __set__(self, instance, value):
        if value < 0:
            raise InsufficientFunds(instance, getattr(instance, self.name, 0) - value)
        setattr(instance, self.name, value)


class Account:
    balance = Positive()

    def __init__(self, owner, balance=0):
        self.owner, self.balance, self.frozen = owner, balance, False

    def __repr__(self):
        return f"<{self.owner}: {self.balance}{' frozen' if self.frozen else ''}>"


class Transaction:
    def __init__(self, bank, name):
        self.bank, self.name = bank, name

    def __enter__(self):
        self.saved = {owner: account.balance for owner, account in self.bank.accounts.items()}
        self.bank.open.append(self)
        return self

    def __exit__(self, kind, error, traceback):
        assert self.bank.open.pop() is self
        if kind is None:
            self.bank.journal.append(f"{self.name}: ok")
            return False
        for owner, balance in self.saved.items():
            self.bank.accounts[owner].balance = balance
        self.bank.journal.append(f"{self.name}: {kind.__name__}")
        return issubclass(kind, Frozen)


class Bank:
    def __init__(self, **balances):
        self.accounts = {owner: Account(owner, balance) for owner, balance in balances.items()}
        self.open, self.journal = [], []

    def __getitem__(self, owner):
        try:
            return self.accounts[owner]
        except KeyError as e:
            raise UnknownAccount(owner) from e

    def transaction(self, name):
        return Transaction(self, name)

    def transfer(self, source, target, amount):
        with self.transaction(f"{source}->{target} {amount}"):
            for owner in (source, target):
                if self[owner].frozen:
                    raise Frozen(owner)
            self[target].balance += amount
            self[source].balance -= amount
        return self.total()

    def total(self):
        return sum(account.balance for account in self.accounts.values())


bank = Bank(ann=100, bob=50, cy=0)
print(bank.transfer("ann", "bob", 30), list(bank.accounts.values()))
for source, target, amount in [("cy", "ann", 10), ("ann", "dora", 5), ("bob", "cy", 80), ("bob", "cy", 1)]:
    try:
        print(bank.transfer(source, target, amount))
    except LookupError as e:
        print("lookup:", e, e.code, repr(e.__cause__))
    except BankError as e:
        print(e.code, "-", e, "-", e.args[1], e.__cause__)
    else:
        print("moved")
    finally:
        print(list(bank.accounts.values()), bank.open)

bank["cy"].frozen = True
print(bank.transfer("cy", "ann", 5), bank["cy"])

with bank.transaction("outer"):
    bank["ann"].balance -= 20
    try:
        with bank.transaction("inner"):
            bank["bob"].balance += 20
            raise RuntimeError("power cut")
    except RuntimeError as e:
        print("inner failed:", e, bank["bob"], len(bank.open))
    bank["ann"].balance += 20


def audit(bank):
    problems = []
    for owner, account in bank.accounts.items():
        try:
            if account.frozen:
                raise Frozen(f"{owner} is frozen")
            if account.balance == 0:
                raise InsufficientFunds(account, 1)
        except BankError as e:
            e.add_note(f"audited {owner}")
            problems.append(e)
    if problems:
        raise ExceptionGroup("audit", problems)


bank["bob"].balance = 0
try:
    audit(bank)
except* Frozen as group:
    print("frozen:", [str(e) for e in group.exceptions])
except* InsufficientFunds as group:
    print("empty:", [str(e) for e in group.exceptions], group.exceptions[0].__notes__)
print("\n".join(bank.journal))
print(isinstance(Account.balance, Positive), [c.__name__ for c in UnknownAccount.__mro__[:4]])

# expect: 150 [<ann: 70>, <bob: 80>, <cy: 0>]
# expect: funds - cy has 0, not 10 - 10 None
# expect: [<ann: 70>, <bob: 80>, <cy: 0>] []
# expect: lookup: dora unknown KeyError('dora')
# expect: [<ann: 70>, <bob: 80>, <cy: 0>] []
# expect: 150
# expect: moved
# expect: [<ann: 70>, <bob: 0>, <cy: 80>] []
# expect: funds - bob has 0, not 1 - 1 None
# expect: [<ann: 70>, <bob: 0>, <cy: 80>] []
# expect: 150 <cy: 80 frozen>
# expect: inner failed: power cut <bob: 0> 1
# expect: frozen: ['cy is frozen']
# expect: empty: ['bob has 0, not 1'] ['audited bob']
# expect: ann->bob 30: ok
# expect: cy->ann 10: InsufficientFunds
# expect: ann->dora 5: UnknownAccount
# expect: bob->cy 80: ok
# expect: bob->cy 1: InsufficientFunds
# expect: cy->ann 5: Frozen
# expect: inner: RuntimeError
# expect: outer: ok
# expect: True ['UnknownAccount', 'BankError', 'LookupError', 'Exception']
