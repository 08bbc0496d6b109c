class E(Exception):
    def __init__(self, code): super().__init__(f"code {code}"); self.code = code
try: raise E(7)
except E as e: print(e, e.code, e.args)  # expect: code 7 7 ('code 7',)
