print(round(0.5), round(1.5), round(2.5), round(2.675, 2), round(-0.5), round(1e20), round(12345.678, -2), round(1.25, 1), type(round(2.0, 0)).__name__)
# expect: 0 2 2 2.67 0 100000000000000000000 12300.0 1.2 float
for bad in (float("nan"), float("inf")):
    try: round(bad)
    except (ValueError, OverflowError) as e: print(e)
# expect: cannot convert float NaN to integer
# expect: cannot convert float infinity to integer
