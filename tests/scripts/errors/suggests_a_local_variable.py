def area(width, height):
    return width * heigth  # expect error: NameError: name 'heigth' is not defined. Did you mean: 'height'?
area(1, 2)
