"""Averages and other numbers that describe data. Sums are exact."""

import math as _math
import random as _random

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean",
           "geometric_mean", "harmonic_mean", "linear_regression", "mean", "median",
           "median_grouped", "median_high", "median_low", "mode", "multimode", "pstdev",
           "pvariance", "quantiles", "stdev", "variance"]


class StatisticsError(ValueError):
    pass


# -- Exact sums: of ratios, by denominator

def _ratio(x):
    if isinstance(x, (int, float)):
        return x.as_integer_ratio()
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to "
                        "numerator/denominator") from None


def _exact_sum(partials):
    """One ratio of sums by denominator."""
    top, bottom = 0, 1
    for denominator, numerator in partials.items():
        top, bottom = (top * denominator + numerator * bottom, bottom * denominator)
        shared = _math.gcd(top, bottom)
        top, bottom = top // shared, bottom // shared
    return top, bottom


def _result_type(data):
    kind = int
    for x in data:
        if isinstance(x, int):
            continue
        if isinstance(x, float):
            kind = float
        elif kind is not float:
            kind = type(x)
    return kind


def _sums(data, power_too=False):
    """(type, sum of x, sum of x * x, count); the sums are ratios, or a float when the data
    holds infinities or NaN."""
    data = list(data)
    partials, squares = {}, {}
    special = 0.0
    for x in data:
        if isinstance(x, float) and not _math.isfinite(x):
            special += x
            continue
        n, d = _ratio(x)
        partials[d] = partials.get(d, 0) + n
        if power_too:
            squares[d * d] = squares.get(d * d, 0) + n * n
    kind = _result_type(data)
    if special or special != special:
        return kind, special, special, len(data)
    return kind, _exact_sum(partials), _exact_sum(squares), len(data)


def _converted(top, bottom, kind):
    if kind is int and top % bottom == 0:
        return top // bottom
    if issubclass(kind, (int, float)):
        return top / bottom
    return kind(top) / kind(bottom)


def mean(data):
    """The arithmetic mean."""
    kind, total, _, count = _sums(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    if isinstance(total, float):
        return total / count
    return _converted(total[0], total[1] * count, kind)


def fmean(data, weights=None):
    """The arithmetic mean as a float, fast."""
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return _math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = _math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return _math.fsum([x * w for x, w in zip(data, weights)]) / total


def geometric_mean(data):
    """The root of the product."""
    try:
        return _math.exp(fmean(map(_math.log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset "
                              "containing positive numbers") from None


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of the reciprocals."""
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        if not isinstance(data[0], (int, float)):
            raise TypeError("unsupported type")
        if data[0] < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        return data[0]
    weights = [1] * len(data) if weights is None else list(weights)
    if len(weights) != len(data):
        raise StatisticsError("Number of weights does not match data size")
    if any(w < 0 for w in weights):
        raise StatisticsError("harmonic mean does not support negative values")
    reciprocals = []
    for x, w in zip(data, weights):
        if x < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        if x == 0 and w:
            return 0
        reciprocals.append(w / x if w else 0)
    kind, total, _, _ = _sums(reciprocals)
    if isinstance(total, float):
        return sum(weights) / total
    if total[0] <= 0:
        raise StatisticsError("Weighted sum must be positive")
    top, bottom = _ratio(sum(weights))
    return _converted(top * total[1], bottom * total[0], kind)


# -- The middle

def _sorted(data, name="median"):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    """The middle value, or the mean of the two in the middle."""
    data = _sorted(data)
    middle = len(data) // 2
    if len(data) % 2:
        return data[middle]
    return (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of values that are the middles of intervals."""
    data = _sorted(data)
    x = data[len(data) // 2]
    below = sum(1 for each in data if each < x)
    same = sum(1 for each in data if each == x)
    interval, x = float(interval), float(x)
    return x - interval / 2.0 + interval * (len(data) / 2 - below) / same


def _counts(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return counts


def mode(data):
    """The value that occurs most often; the first of several."""
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    """All values that occur most often."""
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [x for x, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The n - 1 cut points between n equal parts."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    if method == "inclusive":
        m = size - 1
        result = []
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        m = size + 1
        result = []
        for i in range(1, n):
            j = min(max(i * m // n, 1), size - 1)
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


# -- The spread

def _squares_about(data, center, least, name):
    """(type, sum of squared differences as a ratio or a float, count)."""
    data = list(data)
    if len(data) < least:
        raise StatisticsError(f"{name} requires at least "
                              f"{'two data points' if least == 2 else 'one data point'}")
    kind, total, squares, count = _sums(data, True)
    if isinstance(total, float):
        return kind, float("nan"), count
    (sx, dx), (sxx, dxx) = total, squares
    if center is None:
        # (n * sxx - sx * sx) / n
        top = count * sxx * dx * dx - sx * sx * dxx
        bottom = count * dxx * dx * dx
    else:
        cn, cd = _ratio(center)
        # sxx - 2 c sx + n c c
        bottom = dxx * dx * cd * cd
        top = (sxx * dx * cd * cd - 2 * cn * cd * sx * dxx + count * cn * cn * dxx * dx)
    shared = _math.gcd(top, bottom) or 1
    if isinstance(center, float) and kind is int:
        kind = float
    return kind, (top // shared, bottom // shared), count


def _root(top, bottom):
    """The square root of a ratio, correctly rounded: with twice the bits of a float, and
    the last one set when something is left."""
    if top == 0:
        return 0.0
    shift = (top.bit_length() - bottom.bit_length() - 109) // 2
    if shift >= 0:
        numerator, denominator = top, bottom << 2 * shift
    else:
        numerator, denominator = top << -2 * shift, bottom
    root = _math.isqrt(numerator // denominator)
    root |= root * root * denominator != numerator
    return (root << shift) / 1 if shift >= 0 else root / (1 << -shift)


def variance(data, xbar=None):
    """Of a sample."""
    kind, squares, count = _squares_about(data, xbar, 2, "variance")
    if isinstance(squares, float):
        return squares
    return _converted(squares[0], squares[1] * (count - 1), kind)


def pvariance(data, mu=None):
    """Of all there is."""
    kind, squares, count = _squares_about(data, mu, 1, "pvariance")
    if isinstance(squares, float):
        return squares
    return _converted(squares[0], squares[1] * count, kind)


def stdev(data, xbar=None):
    """Of a sample."""
    kind, squares, count = _squares_about(data, xbar, 2, "stdev")
    return squares if isinstance(squares, float) else _root(squares[0],
                                                            squares[1] * (count - 1))


def pstdev(data, mu=None):
    """Of all there is."""
    kind, squares, count = _squares_about(data, mu, 1, "pstdev")
    return squares if isinstance(squares, float) else _root(squares[0], squares[1] * count)


# -- Two variables

def _pairs(x, y, name):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError(f"{name} requires that both inputs have same number of data "
                              "points")
    if len(x) < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    return x, y, _math.fsum(x) / len(x), _math.fsum(y) / len(y)


def covariance(x, y, /):
    x, y, xbar, ybar = _pairs(x, y, "covariance")
    return _math.fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)]) / (len(x) - 1)


def correlation(x, y, /):
    x, y, xbar, ybar = _pairs(x, y, "correlation")
    sxy = _math.fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)])
    sxx = _math.fsum([(d := a - xbar) * d for a in x])
    syy = _math.fsum([(d := b - ybar) * d for b in y])
    try:
        return sxy / _math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


class LinearRegression(tuple):
    __slots__ = ()

    def __new__(cls, slope, intercept):
        return tuple.__new__(cls, (slope, intercept))

    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])

    def __repr__(self):
        return f"LinearRegression(slope={self[0]!r}, intercept={self[1]!r})"


def linear_regression(x, y, /, *, proportional=False):
    """The line that fits best."""
    x, y, xbar, ybar = _pairs(x, y, "linear regression")
    if proportional:
        sxy = _math.fsum([a * b for a, b in zip(x, y)])
        sxx = _math.fsum([a * a for a in x])
    else:
        sxy = _math.fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)])
        sxx = _math.fsum([(d := a - xbar) * d for a in x])
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope, 0.0 if proportional else ybar - slope * xbar)


# -- The normal distribution

# M. J. Wichura's algorithm AS241: three quotients of polynomials, the highest power first.
_CENTRE = (
    (2509.0809287301226727, 33430.575583588128105, 67265.770927008700853,
     45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
     133.14166789178437745, 3.3871328727963666080),
    (5226.4952788528545610, 28729.085735721942674, 39307.895800092710610,
     21213.794301586595867, 5394.1960214247511077, 687.18700749205790830,
     42.313330701600911252, 1.0))
_MIDDLE = (
    (7.7454501427834140764e-4, 0.0227238449892691845833, 0.241780725177450611770,
     1.27045825245236838258, 3.64784832476320460504, 5.76949722146069140550,
     4.63033784615654529590, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
     0.148103976427480074590, 0.689767334985100004550, 1.67638483018380384940,
     2.05319162663775882187, 1.0))
_TAIL = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
     0.0265321895265761230930, 0.296560571828504891230, 1.78482653991729133580,
     5.46378491116411436990, 6.65790464350110377720),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
     7.86869131145613259100e-4, 0.0148753612908506148525, 0.136929880922735805310,
     0.599832206555887937690, 1.0))


def _polynomial(coefficients, x):
    total = 0.0
    for coefficient in coefficients:
        total = total * x + coefficient
    return total


def _inverse_of_standard(p):
    """Where the standard normal distribution has come to p."""
    q = p - 0.5
    if _math.fabs(q) <= 0.425:
        above, below = _CENTRE
        r = 0.180625 - q * q
        return _polynomial(above, r) * q / _polynomial(below, r)
    r = _math.sqrt(-_math.log(p if q <= 0.0 else 1.0 - p))
    (above, below), r = (_MIDDLE, r - 1.6) if r <= 5.0 else (_TAIL, r - 5.0)
    x = _polynomial(above, r) / _polynomial(below, r)
    return -x if q < 0.0 else x


class NormalDist:
    """A normal distribution."""

    __slots__ = ("_mu", "_sigma")

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(mean(data), stdev(data))

    def samples(self, n, *, seed=None):
        gauss = _random.gauss if seed is None else _random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def _checked(self, name):
        if not self._sigma:
            raise StatisticsError(f"{name} not defined when sigma is zero")
        return self._sigma

    def pdf(self, x):
        variance = self._checked("pdf()") ** 2
        difference = x - self._mu
        return (_math.exp(difference * difference / (-2.0 * variance))
                / _math.sqrt(_math.tau * variance))

    def cdf(self, x):
        sigma = self._checked("cdf()")
        return 0.5 * (1.0 + _math.erf((x - self._mu) / (sigma * _math.sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        if self._sigma <= 0.0:
            raise StatisticsError("cdf() not defined when sigma at or below zero")
        return self._mu + _inverse_of_standard(p) * self._sigma

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        x, y = (self, other) if (self._sigma, self._mu) <= (other._sigma, other._mu) else (
            other, self)
        x_var, y_var = x.variance, y.variance
        if not x_var or not y_var:
            raise StatisticsError("overlap() not defined when sigma is zero")
        dv = y_var - x_var
        dm = _math.fabs(y._mu - x._mu)
        if not dv:
            return 1.0 - _math.erf(dm / (2.0 * x._sigma * _math.sqrt(2.0)))
        a = x._mu * y_var - y._mu * x_var
        b = x._sigma * y._sigma * _math.sqrt(dm * dm + dv * _math.log(y_var / x_var))
        x1, x2 = (a + b) / dv, (a - b) / dv
        return 1.0 - (_math.fabs(y.cdf(x1) - x.cdf(x1)) + _math.fabs(y.cdf(x2) - x.cdf(x2)))

    def zscore(self, x):
        return (x - self._mu) / self._checked("zscore()")

    mean = property(lambda self: self._mu)
    median = property(lambda self: self._mu)
    mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, _math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, _math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __rsub__(self, other):
        return -(self - other)

    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * _math.fabs(other))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / _math.fabs(other))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
