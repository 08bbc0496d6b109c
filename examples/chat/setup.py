# A chat room: what anybody says goes to everybody. Serve it with
#     ./dev serve examples/chat
# and open http://localhost:8000/ in two windows.
import scriptling.runtime as runtime

runtime.http.static("/", "page")
runtime.http.websocket("/room", "handlers.room")
