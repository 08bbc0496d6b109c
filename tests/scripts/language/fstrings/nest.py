x = 3
print(f"{f'{x}' + f'{x:>{x}}'}", f"{x:{f'>{x}'}}", f"a{'b' f'{x}'}c")  # expect: 3  3   3 ab3c
