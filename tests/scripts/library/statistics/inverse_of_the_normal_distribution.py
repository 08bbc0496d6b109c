from statistics import NormalDist

print(NormalDist().inv_cdf(.3), NormalDist(3, 2).inv_cdf(.3))
# expect: -0.5244005127080407 1.9511989745839187
print(NormalDist().inv_cdf(1e-9), NormalDist().inv_cdf(1e-200), NormalDist().inv_cdf(0.5))
# expect: -5.9978070150076865 -30.205594179579634 0.0
print(NormalDist(3, 2).quantiles(5))
# expect: [1.3167575328541716, 2.4933057937284007, 3.5066942062715993, 4.683242467145829]
