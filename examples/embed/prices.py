# The host calls total(); each call runs in an environment of its own.
import scriptling.runtime as runtime


def total(prices, currency="EUR"):
    runtime.sync.Atomic("calls", 0).add(1)
    return {"total": sum(prices), "currency": currency}
