class Proxy:
    def __dir__(self): return ["wanted"]
    def __getattr__(self, name): raise AttributeError(name, name=name, obj=self)  # expect error: AttributeError: wantd. Did you mean: 'wanted'?
Proxy().wantd
