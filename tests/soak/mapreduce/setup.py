# Counts words and sums numbers in calls of their own, some at a time.
import scriptling.runtime as runtime

runtime.http.post("/words", "handlers.words")
runtime.http.post("/sum", "handlers.total")
runtime.http.post("/fastest", "handlers.fastest")
runtime.http.post("/deep", "handlers.deep")
runtime.http.get("/busy", "handlers.busy")
