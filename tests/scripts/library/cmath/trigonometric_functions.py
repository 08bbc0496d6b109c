import cmath

numbers = [0, 1, -1, 1j, -1j, 0.5 + 0.25j, -2 + 3j, 3 - 4j, 1e-320 + 1e-320j, 1e300 - 1e300j, complex(-0.0, -0.0), complex(1, -0.0), complex(-1, -0.0), 1 + 1e-200j, 0.9 + 0.4j, 1e-10j]
for f in [cmath.sin, cmath.cos, cmath.tan]:
    for z in numbers:
        try:
            print(f.__name__, z, f(z))
        except (ValueError, OverflowError) as e:
            print(f.__name__, z, type(e).__name__, e)
# expect: sin 0 0j
# expect: sin 1 (0.8414709848078965+0j)
# expect: sin -1 (-0.8414709848078965+0j)
# expect: sin 1j 1.1752011936438014j
# expect: sin (-0-1j) (-0-1.1752011936438014j)
# expect: sin (0.5+0.25j) (0.494485780933195+0.22168816414957482j)
# expect: sin (-2+3j) (-9.15449914691143-4.168906959966565j)
# expect: sin (3-4j) (3.853738037919377+27.016813258003932j)
# expect: sin (1e-320+1e-320j) (1e-320+1e-320j)
# expect: sin (1e+300-1e+300j) OverflowError math range error
# expect: sin (-0-0j) (-0-0j)
# expect: sin (1-0j) (0.8414709848078965-0j)
# expect: sin (-1-0j) (-0.8414709848078965-0j)
# expect: sin (1+1e-200j) (0.8414709848078965+5.4030230586813976e-201j)
# expect: sin (0.9+0.4j) (0.8468330801158706+0.25532774020938975j)
# expect: sin 1e-10j 1e-10j
# expect: cos 0 (1-0j)
# expect: cos 1 (0.5403023058681398-0j)
# expect: cos -1 (0.5403023058681398+0j)
# expect: cos 1j (1.5430806348152437-0j)
# expect: cos (-0-1j) (1.5430806348152437-0j)
# expect: cos (0.5+0.25j) (0.9051501505596068-0.12110879604381165j)
# expect: cos (-2+3j) (-4.189625690968807+9.109227893755337j)
# expect: cos (3-4j) (-27.034945603074224+3.851153334811777j)
# expect: cos (1e-320+1e-320j) (1-0j)
# expect: cos (1e+300-1e+300j) OverflowError math range error
# expect: cos (-0-0j) (1-0j)
# expect: cos (1-0j) (0.5403023058681398+0j)
# expect: cos (-1-0j) (0.5403023058681398-0j)
# expect: cos (1+1e-200j) (0.5403023058681398-8.414709848078964e-201j)
# expect: cos (0.9+0.4j) (0.6720053627567939-0.3217533499934207j)
# expect: cos 1e-10j (1-0j)
# expect: tan 0 0j
# expect: tan 1 (1.5574077246549023+0j)
# expect: tan -1 (-1.5574077246549023+0j)
# expect: tan 1j 0.7615941559557649j
# expect: tan (-0-1j) (-0-0.7615941559557649j)
# expect: tan (0.5+0.25j) (0.504500702698564+0.31242069250258875j)
# expect: tan (-2+3j) (0.003764025641504249+1.00323862735361j)
# expect: tan (3-4j) (-0.0001873462046294784-0.999355987381473j)
# expect: tan (1e-320+1e-320j) (1e-320+1e-320j)
# expect: tan (1e+300-1e+300j) -1j
# expect: tan (-0-0j) (-0-0j)
# expect: tan (1-0j) (1.5574077246549023-0j)
# expect: tan (-1-0j) (-1.5574077246549023-0j)
# expect: tan (1+1e-200j) (1.5574077246549023+3.42551882081476e-200j)
# expect: tan (0.9+0.4j) (0.8771562014801056+0.7999276736392131j)
# expect: tan 1e-10j 1e-10j
