import statistics as s

print(s.mean([1, 2, 3]), s.mean([1, 2]), s.mean([0.1] * 3), s.fmean([1, 2]), s.geometric_mean([2, 8]), s.harmonic_mean([40, 60]))
# expect: 2 1.5 0.1 1.5 4.0 48.0
print(s.median([3, 1, 2]), s.median([1, 2]), s.median_low([1, 2]), s.median_high([1, 2]), s.median_grouped([1, 2, 2, 3], 1))
# expect: 2 1.5 1 2 2.0
print(s.mode("abca"), s.multimode("aabb"), s.stdev([1, 2, 4]), s.variance([1, 2, 4]), s.pstdev([1, 2]), s.pvariance([1, 2, 3, 4]))
# expect: a ['a', 'b'] 1.5275252316519468 2.3333333333333335 0.5 1.25
print(s.quantiles([1, 2, 3, 4, 5]), s.quantiles([1, 2, 3], n=2, method="inclusive"), s.correlation([1, 2, 3], [1, 2, 4]), s.covariance([1, 2], [3, 5]))
# expect: [1.5, 3.0, 4.5] [2.0] 0.9819805060619656 1.0
print(s.linear_regression([1, 2, 3], [2, 4, 6]), s.NormalDist(1, 2), s.NormalDist(0, 1).cdf(0), s.NormalDist(1, 1) + 2, s.fmean([1, 3], weights=[3, 1]))
# expect: LinearRegression(slope=2.0, intercept=0.0) NormalDist(mu=1.0, sigma=2.0) 0.5 NormalDist(mu=3.0, sigma=1.0) 1.5
for wrong in (lambda: s.mean([]), lambda: s.median([]), lambda: s.mode([]), lambda: s.stdev([1]), lambda: s.harmonic_mean([-1, 2])):
    try:
        wrong()
    except s.StatisticsError as error:
        print(error, isinstance(error, ValueError))
        # expect: mean requires at least one data point True
        # expect: no median for empty data True
        # expect: no mode for empty data True
        # expect: stdev requires at least two data points True
        # expect: harmonic mean does not support negative values True
