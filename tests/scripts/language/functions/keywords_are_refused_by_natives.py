for call in (lambda: len(obj=[]), lambda: [].append(x=1), lambda: "a".find(sub="a"), lambda: {}.get(key=1), lambda: abs(x=1), lambda: "".join(iterable=[])):
    try: call()
    except TypeError as e: print(e)
# expect: len() takes no keyword arguments
# expect: list.append() takes no keyword arguments
# expect: str.find() takes no keyword arguments
# expect: dict.get() takes no keyword arguments
# expect: abs() takes no keyword arguments
# expect: str.join() takes no keyword arguments
