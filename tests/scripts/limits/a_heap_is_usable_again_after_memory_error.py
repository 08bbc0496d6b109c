# options: --env-memory 16M
# timeout: 20
import scriptling.runtime as runtime

runtime.kv.set("small", "x" * 100_000)
rounds = 0
for _ in range(20):
    kept = []
    try:
        while True:
            kept.append(runtime.kv.get("small"))
    except MemoryError:
        rounds += 1
    kept = None
    assert len(runtime.kv.get("small")) == 100_000
print(rounds)  # expect: 20
