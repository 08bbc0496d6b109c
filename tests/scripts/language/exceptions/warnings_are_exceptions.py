print([w.__name__ for w in (BytesWarning, ImportWarning, ResourceWarning, PendingDeprecationWarning, UnicodeWarning, EncodingWarning) if issubclass(w, Warning)])
# expect: ['BytesWarning', 'ImportWarning', 'ResourceWarning', 'PendingDeprecationWarning', 'UnicodeWarning', 'EncodingWarning']
