print((x := 1), [y := 2, y + 1], {(z := 3): z}, x + y + z)  # expect: 1 [2, 3] {3: 3} 6
