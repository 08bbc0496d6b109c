class AppError(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class Deep(AppError):
    pass


try:
    raise Deep(7, "seven")
except AppError as error:
    print(error, error.code, error.args, repr(error))
# expect: seven 7 ('seven',) Deep('seven')
raise Deep(8, "eight")  # expect error: Deep: eight
