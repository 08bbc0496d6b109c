print(list[int], dict[str, list[int]], list[int].__origin__ is list, list[int].__args__, list[int]([1]))
# expect: list[int] dict[str, list[int]] True (<class 'int'>,) [1]
