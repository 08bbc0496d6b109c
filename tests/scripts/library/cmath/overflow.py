import cmath

for f in [cmath.exp, cmath.sinh, cmath.cosh, cmath.sin, cmath.cos, cmath.tanh, cmath.tan]:
    for z in [1000, 710, 709 + 1j, 709.9 + 1.5j, -1000 + 1j, 1000j, 709j + 1.5, complex(3, -900)]:
        try:
            print(f.__name__, z, f(z))
        except OverflowError as e:
            print(f.__name__, z, e)
# expect: exp 1000 math range error
# expect: exp 710 math range error
# expect: exp (709+1j) (4.440424502042077e+307+6.915551420227227e+307j)
# expect: exp (709.9+1.5j) math range error
# expect: exp (-1000+1j) 0j
# expect: exp 1000j (0.5623790762907029+0.8268795405320025j)
# expect: exp (1.5+709j) (2.421694295939888-3.7710653216564514j)
# expect: exp (3-900j) (1.3306005831409502-20.041414510480045j)
# expect: sinh 1000 math range error
# expect: sinh 710 (1.1169973830808555e+308+0j)
# expect: sinh (709+1j) (2.2202122510210385e+307+3.4577757101136135e+307j)
# expect: sinh (709.9+1.5j) (7.149416244761944e+306+1.0081692084451963e+308j)
# expect: sinh (-1000+1j) math range error
# expect: sinh 1000j 0.8268795405320025j
# expect: sinh (1.5+709j) (1.1505626182309314-1.979407804322721j)
# expect: sinh (3-900j) (0.6636511770246081-10.045546105160685j)
# expect: cosh 1000 math range error
# expect: cosh 710 (1.1169973830808555e+308+0j)
# expect: cosh (709+1j) (2.2202122510210385e+307+3.4577757101136135e+307j)
# expect: cosh (709.9+1.5j) (7.149416244761944e+306+1.0081692084451963e+308j)
# expect: cosh (-1000+1j) math range error
# expect: cosh 1000j (0.5623790762907029+0j)
# expect: cosh (1.5+709j) (1.2711316777089567-1.7916575173337304j)
# expect: cosh (3-900j) (0.6669494061163421-9.99586840531936j)
# expect: sin 1000 (0.8268795405320025+0j)
# expect: sin 710 (6.0288706691585265e-05+0j)
# expect: sin (709+1j) (-1.298407314551262+0.6350235329945062j)
# expect: sin (709.9+1.5j) (-0.23470797361045015+2.1186547387758172j)
# expect: sin (-1000+1j) (-1.2759418063198595+0.6609085617371325j)
# expect: sin 1000j math range error
# expect: sin (1.5+709j) (4.098910120385219e+307+2.906735729976842e+306j)
# expect: sin (3-900j) math range error
# expect: cos 1000 (0.5623790762907029-0j)
# expect: cos 710 (0.999999998182636-0j)
# expect: cos (709+1j) (0.8338083059442355+0.9888594228124596j)
# expect: cos (709.9+1.5j) (2.340671520101135+0.21244551243002435j)
# expect: cos (-1000+1j) (0.8677962620494682+0.9717498230328474j)
# expect: cos 1000j math range error
# expect: cos (1.5+709j) (2.906735729976842e+306-4.098910120385219e+307j)
# expect: cos (3-900j) math range error
# expect: tanh 1000 (1+0j)
# expect: tanh 710 (1+0j)
# expect: tanh (709+1j) (1+0j)
# expect: tanh (709.9+1.5j) (1+0j)
# expect: tanh (-1000+1j) (-1+0j)
# expect: tanh 1000j 1.4703241557027185j
# expect: tanh (1.5+709j) (1.03794699150647-0.0942170480811869j)
# expect: tanh (3-900j) (1.004925878123642-0.0006586261757302998j)
# expect: tan 1000 (1.4703241557027185+0j)
# expect: tan 710 (6.0288706801151796e-05+0j)
# expect: tan (709+1j) (-0.27175867448851454+1.0838878103643408j)
# expect: tan (709.9+1.5j) (-0.017972085731581364+0.9067794474838536j)
# expect: tan (-1000+1j) (-0.2739651818338138+1.068377704821748j)
# expect: tan 1000j 1j
# expect: tan (1.5+709j) 1j
# expect: tan (3-900j) (-0-1j)
