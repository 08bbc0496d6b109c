# Sales from CSV text: cleaned, grouped, ranked, pivoted, and printed as tables.
import csv
import io
import statistics
from collections import Counter, defaultdict, namedtuple
from datetime import date, timedelta
from itertools import accumulate, groupby, islice, pairwise
from operator import attrgetter, itemgetter

Sale = namedtuple("Sale", "day region product units price")
Sale.total = property(lambda self: self.units * self.price)


def make_text(rows=90):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["day", "region", "product", "units", "price"])
    seed = 7
    start = date(2023, 1, 28)
    for n in range(rows):
        seed = (seed * 1103515245 + 12345) % 2**31
        region = ["north", "south", 'the "east"', "west, far"][seed // 7 % 4]
        product = ["tea", "coffee", "mug\nlarge"][seed // 31 % 3]
        units = seed // 101 % 12
        price = "" if seed % 29 == 0 else f"{seed % 900 / 100 + 1:.2f}"
        writer.writerow([start + timedelta(days=n // 3), region, product, units, price])
    out.write("2023-02-30,north,tea,1,2.00\nnot a date,north,tea,1,2\n2023-03-01,north,tea\n")
    return out.getvalue()


def read(text):
    sales, problems = [], []
    reader = csv.DictReader(io.StringIO(text, newline=""))
    last_price = {}
    for row in reader:
        try:
            day = date.fromisoformat(row["day"])
            price = float(row["price"]) if row["price"] else last_price[row["product"]]
            sale = Sale(day, row["region"], row["product"].replace("\n", " "), int(row["units"]), price)
        except (ValueError, KeyError, TypeError) as e:
            problems.append((reader.line_num, type(e).__name__))
            continue
        last_price[row["product"]] = price
        sales.append(sale)
    return sales, problems


def table(rows, headings, formats=None):
    formats = formats or {}
    cells = [[format(cell, formats.get(h, "")) for h, cell in zip(headings, row)] for row in rows]
    widths = [max(len(h), *(len(row[n]) for row in cells)) for n, h in enumerate(headings)]
    rule = "-+-".join("-" * w for w in widths)
    yield " | ".join(h.center(w) for h, w in zip(headings, widths))
    yield rule
    for row in cells:
        yield " | ".join(c.rjust(w) if c[-1:].isdigit() else c.ljust(w) for c, w in zip(row, widths))
    yield rule


def by_month(sales):
    key = lambda s: s.day.replace(day=1)
    for month, group in groupby(sorted(sales, key=attrgetter("day")), key):
        group = list(group)
        totals = [s.total for s in group]
        yield (f"{month:%b %Y}", len(group), sum(s.units for s in group), sum(totals),
               statistics.median(totals), statistics.pstdev(totals))


def pivot(sales, row, column, value):
    cells = defaultdict(lambda: defaultdict(float))
    for s in sales:
        cells[getattr(s, row)][getattr(s, column)] += value(s)
    columns = sorted({c for line in cells.values() for c in line})
    for name in sorted(cells):
        yield (name, *[cells[name][c] for c in columns], sum(cells[name].values()))
    yield ("all", *[sum(cells[r][c] for r in cells) for c in columns],
           sum(map(sum, (line.values() for line in cells.values()))))


text = make_text()
print(len(text), text[:120].splitlines())
sales, problems = read(text)
print(len(sales), problems, Counter(kind for _, kind in problems))
print(sales[0], f"{sales[0].total:.2f}")
print(sales[-1]._replace(units=0).total, Sale._fields)

print("\n".join(table(by_month(sales), ["month", "sales", "units", "total", "median", "spread"],
                      {"total": ",.2f", "median": ".3f", "spread": ".4f"})))
products = sorted({s.product for s in sales})
print("\n".join(table(pivot(sales, "region", "product", lambda s: s.units),
                      ["region", *products, "all"], dict.fromkeys([*products, "all"], "g"))))

best = Counter()
for s in sales:
    best[s.region, s.product] += round(s.total * 100)
for (region, product), cents in best.most_common(4):
    print(f"{region!r:>14} {product:<10} {cents / 100:>10,.2f}")
worst = min(best.items(), key=itemgetter(1))
print("worst", worst, sum(best.values()))

daily = defaultdict(float)
for s in sales:
    daily[s.day] += s.total
days = sorted(daily)
gaps = [b for a, b in pairwise(days) if b - a != timedelta(days=1)]
print(days[0], days[-1], len(days), gaps, days[0].isocalendar(), days[-1].strftime("%a %d %B %j"))
running = list(accumulate(daily[d] for d in days))
print([f"{v:.2f}" for v in running[::20]], running == sorted(running))
window = 7
smooth = [sum(daily[d] for d in days[n:n + window]) / window for n in range(len(days) - window + 1)]
print([round(v, 3) for v in islice(smooth, 0, None, 12)], round(statistics.fmean(smooth), 6))
streaks = [(up, len(list(g))) for up, g in groupby(b > a for a, b in pairwise(smooth))]
print(max(streaks, key=itemgetter(1)), len(streaks), sum(n for up, n in streaks if up))

quoted = io.StringIO()
writer = csv.DictWriter(quoted, ["region", "total"], quoting=csv.QUOTE_NONNUMERIC, delimiter=";",
                        extrasaction="ignore", lineterminator="\r\n")
writer.writeheader()
for region, group in groupby(sorted(sales, key=attrgetter("region")), attrgetter("region")):
    writer.writerow({"region": region, "total": round(sum(s.total for s in group), 2), "more": 1})
print(repr(quoted.getvalue()))
back = list(csv.reader(io.StringIO(quoted.getvalue()), delimiter=";", quoting=csv.QUOTE_NONNUMERIC))
print(back[0], back[1:], sum(row[1] for row in back[1:]) > 0)
weekday = Counter(f"{s.day:%A}" for s in sales)
print(sorted(weekday.items(), key=lambda p: (-p[1], p[0])))
print(statistics.quantiles([s.price for s in sales], n=4), statistics.mode(s.product for s in sales))
