import cmath

numbers = [0, 1, -1, 1j, -1j, 0.5 + 0.25j, -2 + 3j, 3 - 4j, 1e-320 + 1e-320j, 1e300 - 1e300j, complex(-0.0, -0.0), complex(1, -0.0), complex(-1, -0.0), 1 + 1e-200j, 0.9 + 0.4j, 1e-10j]
for f in [cmath.asin, cmath.acos, cmath.atan]:
    for z in numbers:
        try:
            print(f.__name__, z, f(z))
        except (ValueError, OverflowError) as e:
            print(f.__name__, z, type(e).__name__, e)
# expect: asin 0 0j
# expect: asin 1 (1.5707963267948966+0j)
# expect: asin -1 (-1.5707963267948966+0j)
# expect: asin 1j 0.881373587019543j
# expect: asin (-0-1j) (-0-0.881373587019543j)
# expect: asin (0.5+0.25j) (0.5016088532755008+0.28139605624529274j)
# expect: asin (-2+3j) (-0.5706527843210994+1.9833870299165355j)
# expect: asin (3-4j) (0.6339838656391766-2.305509031243477j)
# expect: asin (1e-320+1e-320j) (1e-320+1e-320j)
# expect: asin (1e+300-1e+300j) (0.7853981633974483-691.8152486690535j)
# expect: asin (-0-0j) (-0-0j)
# expect: asin (1-0j) (1.5707963267948966-0j)
# expect: asin (-1-0j) (-1.5707963267948966-0j)
# expect: asin (1+1e-200j) (1.5707963267948966+1e-100j)
# expect: asin (0.9+0.4j) (0.8705277079266356+0.5865024363381989j)
# expect: asin 1e-10j 1e-10j
# expect: acos 0 (1.5707963267948966-0j)
# expect: acos 1 -0j
# expect: acos -1 (3.141592653589793-0j)
# expect: acos 1j (1.5707963267948966-0.881373587019543j)
# expect: acos (-0-1j) (1.5707963267948966+0.881373587019543j)
# expect: acos (0.5+0.25j) (1.069187473519396-0.28139605624529274j)
# expect: acos (-2+3j) (2.141449111115996-1.9833870299165355j)
# expect: acos (3-4j) (0.9368124611557198+2.305509031243477j)
# expect: acos (1e-320+1e-320j) (1.5707963267948966-1e-320j)
# expect: acos (1e+300-1e+300j) (0.7853981633974483+691.8152486690535j)
# expect: acos (-0-0j) (1.5707963267948966+0j)
# expect: acos (1-0j) 0j
# expect: acos (-1-0j) (3.141592653589793+0j)
# expect: acos (1+1e-200j) (9.999999999999999e-101-1e-100j)
# expect: acos (0.9+0.4j) (0.700268618868261-0.5865024363381989j)
# expect: acos 1e-10j (1.5707963267948966-1e-10j)
# expect: atan 0 0j
# expect: atan 1 (0.7853981633974483+0j)
# expect: atan -1 (-0.7853981633974483+0j)
# expect: atan 1j ValueError math domain error
# expect: atan (-0-1j) ValueError math domain error
# expect: atan (0.5+0.25j) (0.4842544903299662+0.20058661813123432j)
# expect: atan (-2+3j) (-1.4099210495965755+0.22907268296853878j)
# expect: atan (3-4j) (1.4483069952314644-0.15899719167999918j)
# expect: atan (1e-320+1e-320j) (1e-320+1e-320j)
# expect: atan (1e+300-1e+300j) (1.5707963267948966-4.999999999999999e-301j)
# expect: atan (-0-0j) (-0-0j)
# expect: atan (1-0j) (0.7853981633974483-0j)
# expect: atan (-1-0j) (-0.7853981633974483-0j)
# expect: atan (1+1e-200j) (0.7853981633974483+5e-201j)
# expect: atan (0.9+0.4j) (0.777065601540478+0.2154608928473956j)
# expect: atan 1e-10j 1e-10j
