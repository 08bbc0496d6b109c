# A chat whose members listen by WebSocket or by server-sent events, and speak by WebSocket or
# by POST.
import scriptling.runtime as runtime

runtime.http.websocket("/room", "room.visit")
runtime.http.get("/events", "room.events")
runtime.http.post("/say", "room.say")
runtime.http.get("/present", "room.present")
