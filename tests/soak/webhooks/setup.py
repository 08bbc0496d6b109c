# Takes signed webhooks, acknowledges them when they are on disk, and lets workers process them.
# What was acknowledged is done, whatever happens: what is pending is taken up at the start.
import scriptling.runtime as runtime

import deliveries

http = runtime.http
http.post("/hooks/{source}", "handlers.receive")
http.get("/deliveries/{id}", "handlers.look")
http.get("/totals", "handlers.totals")
for number in range(deliveries.WORKERS):
    runtime.supervise(f"worker {number}", "workers.work", restart="always")
runtime.background("take up", "workers.take_up_what_is_pending")
