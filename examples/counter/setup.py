# A site with one page, one route and one task. Serve it with
#     ./dev serve examples/counter
# and open http://localhost:8000/.
import scriptling.runtime as runtime

runtime.http.static("/", "page")
runtime.http.get("/counter", "handlers.get_counter")
runtime.background("counter_task", "tasks.increment_counter")
