def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


items = [1, 2, 3]
def assign():
    items[::0] = map(int, ["a"])
tell(assign)
# expect: ValueError slice step cannot be zero
print(items)
# expect: [1, 2, 3]
