print("they're bill's".title(), "hello world-wide 3rd".title(), "HELLO".capitalize(), "aBc".swapcase())
# expect: They'Re Bill'S Hello World-Wide 3Rd Hello AbC
