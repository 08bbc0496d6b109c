class P:
    def __eq__(self, other):
        return True


{P(): 1}  # expect error: TypeError: unhashable type: 'P'
