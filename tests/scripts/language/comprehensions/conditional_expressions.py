print(["even" if n % 2 == 0 else "odd" for n in range(3)], (1 if [] else 2))
# expect: ['even', 'odd', 'even'] 2
