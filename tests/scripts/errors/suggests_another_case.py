class Account: pass
account()  # expect error: NameError: name 'account' is not defined. Did you mean: 'Account'?
