# Tasks by the clock: one that ticks, one that fails at times, one that hangs at times, one that
# tidies up; and jobs that visitors start.
import scriptling.runtime as runtime

runtime.supervise("tick", "jobs.tick", every=0.1)
runtime.supervise("flaky", "jobs.flaky", every=0.2)
runtime.supervise("hanging", "jobs.hanging", every=0.2, timeout=0.3)
runtime.supervise("tidy", "jobs.tidy", every=0.5)
runtime.supervise("mailer", "jobs.mail", restart="always")
runtime.http.get("/status", "handlers.status")
runtime.http.post("/jobs/{name}", "handlers.start_job")
runtime.http.get("/jobs/{name}", "handlers.job")
runtime.http.post("/mail", "handlers.mail")
