print(hasattr("", "decode"), hasattr(b"", "encode"), hasattr(b"", "format"))  # expect: False False False
