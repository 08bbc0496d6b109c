import cmath

numbers = [0, 1, -1, 1j, -1j, 0.5 + 0.25j, -2 + 3j, 3 - 4j, 1e-320 + 1e-320j, 1e300 - 1e300j, complex(-0.0, -0.0), complex(1, -0.0), complex(-1, -0.0), 1 + 1e-200j, 0.9 + 0.4j, 1e-10j]
for f in [cmath.asinh, cmath.acosh, cmath.atanh]:
    for z in numbers:
        try:
            print(f.__name__, z, f(z))
        except (ValueError, OverflowError) as e:
            print(f.__name__, z, type(e).__name__, e)
# expect: asinh 0 0j
# expect: asinh 1 (0.881373587019543+0j)
# expect: asinh -1 (-0.881373587019543+0j)
# expect: asinh 1j 1.5707963267948966j
# expect: asinh (-0-1j) (-0-1.5707963267948966j)
# expect: asinh (0.5+0.25j) (0.4926756834207706+0.2243284526346675j)
# expect: asinh (-2+3j) (-1.9686379257930964+0.9646585044076028j)
# expect: asinh (3-4j) (2.2999140408792695-0.9176168533514787j)
# expect: asinh (1e-320+1e-320j) (1e-320+1e-320j)
# expect: asinh (1e+300-1e+300j) (691.8152486690535-0.7853981633974483j)
# expect: asinh (-0-0j) (-0-0j)
# expect: asinh (1-0j) (0.881373587019543-0j)
# expect: asinh (-1-0j) (-0.881373587019543-0j)
# expect: asinh (1+1e-200j) (0.881373587019543+7.071067811865475e-201j)
# expect: asinh (0.9+0.4j) (0.8388952382026995+0.2956201526218651j)
# expect: asinh 1e-10j 1e-10j
# expect: acosh 0 1.5707963267948966j
# expect: acosh 1 0j
# expect: acosh -1 3.141592653589793j
# expect: acosh 1j (0.881373587019543+1.5707963267948966j)
# expect: acosh (-0-1j) (0.881373587019543-1.5707963267948966j)
# expect: acosh (0.5+0.25j) (0.28139605624529274+1.069187473519396j)
# expect: acosh (-2+3j) (1.9833870299165355+2.141449111115996j)
# expect: acosh (3-4j) (2.305509031243477-0.9368124611557198j)
# expect: acosh (1e-320+1e-320j) (1e-320+1.5707963267948966j)
# expect: acosh (1e+300-1e+300j) (691.8152486690535-0.7853981633974483j)
# expect: acosh (-0-0j) -1.5707963267948966j
# expect: acosh (1-0j) -0j
# expect: acosh (-1-0j) -3.141592653589793j
# expect: acosh (1+1e-200j) (1e-100+9.999999999999999e-101j)
# expect: acosh (0.9+0.4j) (0.5865024363381989+0.700268618868261j)
# expect: acosh 1e-10j (1e-10+1.5707963267948966j)
# expect: atanh 0 0j
# expect: atanh 1 ValueError math domain error
# expect: atanh -1 ValueError math domain error
# expect: atanh 1j 0.7853981633974483j
# expect: atanh (-0-1j) (-0-0.7853981633974483j)
# expect: atanh (0.5+0.25j) (0.5003700000525311+0.3143981432077165j)
# expect: atanh (-2+3j) (-0.14694666622552977+1.3389725222944935j)
# expect: atanh (3-4j) (0.1175009073114339-1.4099210495965755j)
# expect: atanh (1e-320+1e-320j) (1e-320+1e-320j)
# expect: atanh (1e+300-1e+300j) (4.999999999999999e-301-1.5707963267948966j)
# expect: atanh (-0-0j) (-0-0j)
# expect: atanh (1-0j) ValueError math domain error
# expect: atanh (-1-0j) ValueError math domain error
# expect: atanh (1+1e-200j) (230.60508288968455+0.7853981633974483j)
# expect: atanh (0.9+0.4j) (0.7747579608479487+0.7666569450516176j)
# expect: atanh 1e-10j 1e-10j
