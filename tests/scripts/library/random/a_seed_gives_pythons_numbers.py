import random

random.seed(42)
print(random.random(), random.randint(1, 100), random.choice("abcdef"), random.uniform(2, 3), random.randrange(0, 50, 5))
# expect: 0.6394267984578837 4 f 2.2750293183691195 15
x = list(range(10))
random.shuffle(x)
print(x, random.sample(range(1000), 5), random.choices([1, 2, 3], [5, 1, 1], k=4), random.sample("abc", 2, counts=[2, 2, 2]))
# expect: [7, 9, 5, 6, 0, 3, 4, 8, 1, 2] [238, 517, 616, 27, 574] [1, 1, 1, 1] ['c', 'b']
print(random.gauss(0, 1), random.gauss(0, 1), random.normalvariate(5, 2), random.expovariate(2), random.betavariate(2, 3))
# expect: 0.04165686390338389 -0.10632329377078427 8.476050934671054 0.20794754324929046 0.2536855759658234
print(random.gammavariate(0.5, 1), random.gammavariate(3, 1), random.triangular(1, 5, 2), random.paretovariate(3), random.weibullvariate(1, 2))
# expect: 0.013111706518070594 3.6215270832352173 3.1991061775678764 1.2919087914429221 1.901634871811626
print(random.vonmisesvariate(1, 4), random.lognormvariate(0, 1), random.getrandbits(70), random.randbytes(5), random.getrandbits(0))
# expect: 1.3343146618881556 4.350275294657137 833650581686872529343 b'\xd2]\xce\x11\x0b' 0
r = random.Random("text")
print(r.random(), r.randint(0, 10**30), random.Random(b"bytes").random(), random.Random(2.5).random(), random.Random(-7).random(), random.Random(10**40).random())
# expect: 0.8711565613554825 837200650288935656176926945027 0.37075677971469856 0.41877545666909954 0.32383276483316237 0.34753796566513817
state = r.getstate()
first = r.random()
r.setstate(state)
print(first == r.random())  # expect: True
for wrong in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.choices([1], k=1, weights=[0]), lambda: random.sample({1}, 1), lambda: random.seed([])):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
        # expect: IndexError Cannot choose from an empty sequence
        # expect: ValueError empty range for randrange() (5, 2, -3)
        # expect: ValueError Sample larger than population or is negative
        # expect: ValueError Total of weights must be greater than zero
        # expect: TypeError Population must be a sequence.  For dicts or sets, use sorted(d).
        # expect: TypeError The only supported seed types are: None,
        # expect: int, float, str, bytes, and bytearray.
