# Notes and accounts behind a JSON API, in the persistent default store. Serve it with
#     scriptling -S :8000 --kv-storage data tests/soak/api/setup.py
import scriptling.runtime as runtime

http = runtime.http
http.middleware("handlers.authorize")
http.get("/notes", "handlers.list_notes")
http.post("/notes", "handlers.add_note")
http.get("/notes/{id}", "handlers.get_note")
http.put("/notes/{id}", "handlers.change_note")
http.delete("/notes/{id}", "handlers.delete_note")
http.get("/accounts", "handlers.accounts")
http.post("/transfers", "handlers.transfer")
http.post("/report", "handlers.report")
