import cmath

numbers = [0, 1, -1, 1j, -1j, 0.5 + 0.25j, -2 + 3j, 3 - 4j, 1e-320 + 1e-320j, 1e300 - 1e300j, complex(-0.0, -0.0), complex(1, -0.0), complex(-1, -0.0), 1 + 1e-200j, 0.9 + 0.4j, 1e-10j]
for f in [cmath.sqrt, cmath.log, cmath.log10, cmath.exp]:
    for z in numbers:
        try:
            print(f.__name__, z, f(z))
        except (ValueError, OverflowError) as e:
            print(f.__name__, z, type(e).__name__, e)
# expect: sqrt 0 0j
# expect: sqrt 1 (1+0j)
# expect: sqrt -1 1j
# expect: sqrt 1j (0.7071067811865476+0.7071067811865475j)
# expect: sqrt (-0-1j) (0.7071067811865476-0.7071067811865475j)
# expect: sqrt (0.5+0.25j) (0.7276733451126774+0.17178037486125622j)
# expect: sqrt (-2+3j) (0.8959774761298381+1.6741492280355401j)
# expect: sqrt (3-4j) (2-1j)
# expect: sqrt (1e-320+1e-320j) (1.0986779977260263e-160+4.5508732733903664e-161j)
# expect: sqrt (1e+300-1e+300j) (1.09868411346781e+150-4.550898605622274e+149j)
# expect: sqrt (-0-0j) -0j
# expect: sqrt (1-0j) (1-0j)
# expect: sqrt (-1-0j) -1j
# expect: sqrt (1+1e-200j) (1+5e-201j)
# expect: sqrt (0.9+0.4j) (0.9707949784016218+0.20601672284017442j)
# expect: sqrt 1e-10j (7.0710678118654756e-06+7.0710678118654756e-06j)
# expect: log 0 ValueError math domain error
# expect: log 1 0j
# expect: log -1 3.141592653589793j
# expect: log 1j 1.5707963267948966j
# expect: log (-0-1j) -1.5707963267948966j
# expect: log (0.5+0.25j) (-0.5815754049028404+0.4636476090008061j)
# expect: log (-2+3j) (1.2824746787307684+2.158798930342464j)
# expect: log (3-4j) (1.6094379124341003-0.9272952180016122j)
# expect: log (1e-320+1e-320j) (-736.480667300694+0.7853981633974483j)
# expect: log (1e+300-1e+300j) (691.1221014884936-0.7853981633974483j)
# expect: log (-0-0j) ValueError math domain error
# expect: log (1-0j) -0j
# expect: log (-1-0j) -3.141592653589793j
# expect: log (1+1e-200j) 1e-200j
# expect: log (0.9+0.4j) (-0.01522960374235423+0.4182243295792291j)
# expect: log 1e-10j (-23.025850929940457+1.5707963267948966j)
# expect: log10 0 ValueError math domain error
# expect: log10 1 0j
# expect: log10 -1 1.3643763538418412j
# expect: log10 1j 0.6821881769209206j
# expect: log10 (-0-1j) -0.6821881769209206j
# expect: log10 (0.5+0.25j) (-0.25257498915995297+0.20135959813668655j)
# expect: log10 (-2+3j) (0.5569716761534184+0.9375544629863746j)
# expect: log10 (3-4j) (0.6989700043360187-0.4027191962733731j)
# expect: log10 (1e-320+1e-320j) (-319.84948983711604+0.3410940884604603j)
# expect: log10 (1e+300-1e+300j) (300.1505149978319-0.3410940884604603j)
# expect: log10 (-0-0j) ValueError math domain error
# expect: log10 (1-0j) -0j
# expect: log10 (-1-0j) -1.3643763538418412j
# expect: log10 (1+1e-200j) 4.3429448190325175e-201j
# expect: log10 (0.9+0.4j) (-0.006614132866877555+0.18163251853394613j)
# expect: log10 1e-10j (-10+0.6821881769209206j)
# expect: exp 0 (1+0j)
# expect: exp 1 (2.718281828459045+0j)
# expect: exp -1 (0.36787944117144233+0j)
# expect: exp 1j (0.5403023058681398+0.8414709848078965j)
# expect: exp (-0-1j) (0.5403023058681398-0.8414709848078965j)
# expect: exp (0.5+0.25j) (1.5974665191199127+0.4079001700783598j)
# expect: exp (-2+3j) (-0.13398091492954262+0.019098516261135196j)
# expect: exp (3-4j) (-13.128783081462158+15.200784463067954j)
# expect: exp (1e-320+1e-320j) (1+1e-320j)
# expect: exp (1e+300-1e+300j) OverflowError math range error
# expect: exp (-0-0j) (1-0j)
# expect: exp (1-0j) (2.718281828459045-0j)
# expect: exp (-1-0j) (0.36787944117144233-0j)
# expect: exp (1+1e-200j) (2.718281828459045+2.718281828459045e-200j)
# expect: exp (0.9+0.4j) (2.265444486414809+0.9578145662839389j)
# expect: exp 1e-10j (1+1e-10j)
