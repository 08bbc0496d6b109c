print(..., Ellipsis is ..., bool(...), type(...).__name__, [...])
# expect: Ellipsis True True ellipsis [Ellipsis]
