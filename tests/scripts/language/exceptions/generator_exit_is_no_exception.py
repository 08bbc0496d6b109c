print(issubclass(GeneratorExit, Exception), issubclass(SystemExit, Exception), issubclass(StopIteration, Exception))
# expect: False False True
