class Point:
    def __init__(self): self.horizontal = 1
Point().horizontl  # expect error: AttributeError: 'Point' object has no attribute 'horizontl'. Did you mean: 'horizontal'?
