import cmath

numbers = [0, 1, -1, 1j, -1j, 0.5 + 0.25j, -2 + 3j, 3 - 4j, 1e-320 + 1e-320j, 1e300 - 1e300j, complex(-0.0, -0.0), complex(1, -0.0), complex(-1, -0.0), 1 + 1e-200j, 0.9 + 0.4j, 1e-10j]
for f in [cmath.sinh, cmath.cosh, cmath.tanh]:
    for z in numbers:
        try:
            print(f.__name__, z, f(z))
        except (ValueError, OverflowError) as e:
            print(f.__name__, z, type(e).__name__, e)
# expect: sinh 0 0j
# expect: sinh 1 (1.1752011936438014+0j)
# expect: sinh -1 (-1.1752011936438014+0j)
# expect: sinh 1j 0.8414709848078965j
# expect: sinh (-0-1j) (-0-0.8414709848078965j)
# expect: sinh (0.5+0.25j) (0.504895714387995+0.2789791283502615j)
# expect: sinh (-2+3j) (3.59056458998578+0.5309210862485197j)
# expect: sinh (3-4j) (-6.5481200409110025+7.61923172032141j)
# expect: sinh (1e-320+1e-320j) (1e-320+1e-320j)
# expect: sinh (1e+300-1e+300j) OverflowError math range error
# expect: sinh (-0-0j) (-0-0j)
# expect: sinh (1-0j) (1.1752011936438014-0j)
# expect: sinh (-1-0j) (-1.1752011936438014-0j)
# expect: sinh (1+1e-200j) (1.1752011936438014+1.5430806348152437e-200j)
# expect: sinh (0.9+0.4j) (0.9454845157413589+0.5580701246065576j)
# expect: sinh 1e-10j 1e-10j
# expect: cosh 0 (1+0j)
# expect: cosh 1 (1.5430806348152437+0j)
# expect: cosh -1 (1.5430806348152437-0j)
# expect: cosh 1j (0.5403023058681398+0j)
# expect: cosh (-0-1j) (0.5403023058681398+0j)
# expect: cosh (0.5+0.25j) (1.0925708047319176+0.12892104172809826j)
# expect: cosh (-2+3j) (-3.7245455049153224-0.5118225699873846j)
# expect: cosh (3-4j) (-6.580663040551157+7.581552742746545j)
# expect: cosh (1e-320+1e-320j) (1+0j)
# expect: cosh (1e+300-1e+300j) OverflowError math range error
# expect: cosh (-0-0j) (1+0j)
# expect: cosh (1-0j) (1.5430806348152437-0j)
# expect: cosh (-1-0j) (1.5430806348152437+0j)
# expect: cosh (1+1e-200j) (1.5430806348152437+1.1752011936438013e-200j)
# expect: cosh (0.9+0.4j) (1.31995997067345+0.3997444416773813j)
# expect: cosh 1e-10j (1+0j)
# expect: tanh 0 0j
# expect: tanh 1 (0.7615941559557649+0j)
# expect: tanh -1 (-0.7615941559557649+0j)
# expect: tanh 1j 1.5574077246549023j
# expect: tanh (-0-1j) (-0-1.5574077246549023j)
# expect: tanh (0.5+0.25j) (0.4854872810241353+0.19805544995134958j)
# expect: tanh (-2+3j) (-0.965385879022133-0.009884375038322495j)
# expect: tanh (3-4j) (1.000709536067233-0.00490825806749606j)
# expect: tanh (1e-320+1e-320j) (1e-320+1e-320j)
# expect: tanh (1e+300-1e+300j) (1-0j)
# expect: tanh (-0-0j) (-0-0j)
# expect: tanh (1-0j) (0.7615941559557649-0j)
# expect: tanh (-1-0j) (-0.7615941559557649-0j)
# expect: tanh (1+1e-200j) (0.7615941559557649+4.1997434161402614e-201j)
# expect: tanh (0.9+0.4j) (0.7734056686390909+0.18857049678507257j)
# expect: tanh 1e-10j 1e-10j
