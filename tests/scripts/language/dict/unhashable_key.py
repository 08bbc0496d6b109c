{}[[]] = 1  # expect error: TypeError: unhashable type: 'list'
