# Where a module of Python's has a counterpart here, the error names it.
for name in ("threading", "asyncio", "queue", "sched", "concurrent.futures"):
    try:
        __import__(name)
    except ImportError as e:
        print(e)
# expect: no module 'threading' here: use scriptling.runtime (run, background, sync) instead
# expect: no module 'asyncio' here: use scriptling.runtime (run, background, sync) instead
# expect: no module 'queue' here: use scriptling.runtime.sync.Queue instead
# expect: no module 'sched' here: use scriptling.runtime.supervise(every=...) instead
# expect: no module 'concurrent' here: use scriptling.runtime (run, gather, race) instead
