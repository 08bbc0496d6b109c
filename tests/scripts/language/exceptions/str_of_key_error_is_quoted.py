try:
    {}["k"]
except KeyError as error:
    print(str(error), error.args)  # expect: 'k' ('k',)
