import hashlib
import hmac

import scriptling.runtime as runtime

import deliveries

http, kv = runtime.http, runtime.kv


def is_signed(request):
    given = request.header("X-Signature", "")
    right = hmac.new(deliveries.SECRET, request.body_bytes, hashlib.sha256).hexdigest()
    return hmac.compare_digest(given, right)


def receive(request):
    if not is_signed(request):
        return http.error(401, "bad signature")
    event = request.json()
    if not isinstance(event, dict) or "id" not in event or "amount" not in event:
        return http.error(422, "an event has an id and an amount")
    id = str(event["id"])
    if kv.exists(deliveries.done(id)) or kv.exists(deliveries.pending(id)):
        return http.json(200, {"id": id, "again": True})
    kv.set(deliveries.pending(id), {"source": request.params["source"], "event": event})
    try:
        deliveries.queue().put(id, timeout=2)
    except TimeoutError:
        kv.delete(deliveries.pending(id))
        return http.json(503, {"error": "busy"})
    return http.json(202, {"id": id})


def look(request):
    id = request.params["id"]
    state = "done" if kv.exists(deliveries.done(id)) else (
        "pending" if kv.exists(deliveries.pending(id)) else "unknown")
    return {"state": state}


def totals(request):
    return {source: kv.get(f"total/{source}", 0) for source in ("shop", "bank", "game")}
