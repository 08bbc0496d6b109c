#include "state/queue_table.h"

#include <string>
#include <utility>

namespace scriptling {

namespace {

// For whoever uses it, a queue that was deleted is closed for good.
Status as_closed(const Status& deleted) {
  return {ErrorKind::kQueueClosed, std::string(deleted.message())};
}

}  // namespace

ObjectId QueueTable::open(std::string_view name, std::uint64_t maxsize) {
  return slots_.open(name, [&] {
    Queue queue;
    queue.maxsize = maxsize;
    return queue;
  });
}

Answer QueueTable::put(ObjectId id, Datum item, Ticket ticket, Wakes& wakes) {
  Queue* queue = slots_.find(id);
  if (queue == nullptr) return deleted(id);
  if (queue->is_closed) return Status::queue_closed(slots_.name_of(id));
  if (!queue->getters.empty()) {
    hand_over(*queue, std::move(item), wakes);
    return Status::ok();
  }
  if (queue->maxsize == 0 && queue->items.size() >= limit_)
    return Status::queue_full(slots_.name_of(id));
  if (queue->maxsize > 0 && queue->items.size() >= queue->maxsize) {
    waiting_.join(id, queue->putters, ticket, std::move(item));
    return Answer::later();
  }
  queue->items.push_back(std::move(item));
  return Status::ok();
}

Answer QueueTable::get(ObjectId id, Ticket ticket, Wakes& wakes) {
  Queue* queue = slots_.find(id);
  if (queue == nullptr) return deleted(id);
  if (queue->items.empty()) {
    if (queue->is_closed) return Status::queue_closed(slots_.name_of(id));
    waiting_.join(id, queue->getters, ticket, Datum());
    return Answer::later();
  }
  Datum item = std::move(queue->items.front());
  queue->items.pop_front();
  // An item given back may have left the queue above its size.
  if (!queue->putters.empty() && queue->items.size() < queue->maxsize) {
    Waiter<Datum> putter = waiting_.pop(queue->putters);
    queue->items.push_back(std::move(putter.what));
    wakes.push_back({putter.ticket, Status::ok(), Datum()});
  }
  return item;
}

void QueueTable::hand_over(Queue& queue, Datum item, Wakes& wakes) {
  Ticket getter = waiting_.pop(queue.getters).ticket;
  wakes.push_back({getter, Status::ok(), std::move(item)});
}

Status QueueTable::give_back(ObjectId id, Datum item, Wakes& wakes) {
  Queue* queue = slots_.find(id);
  if (queue == nullptr) return deleted(id);
  if (queue->getters.empty())
    queue->items.push_front(std::move(item));
  else
    hand_over(*queue, std::move(item), wakes);
  return Status::ok();
}

Result<std::uint64_t> QueueTable::size(ObjectId id) const {
  const Queue* queue = slots_.find(id);
  if (queue == nullptr) return deleted(id);
  return std::uint64_t{queue->items.size()};
}

Status QueueTable::close(ObjectId id, Wakes& wakes) {
  Queue* queue = slots_.find(id);
  if (queue == nullptr) return deleted(id);
  queue->is_closed = true;
  Status closed = Status::queue_closed(slots_.name_of(id));
  fail_all(queue->putters, closed, wakes);
  fail_all(queue->getters, closed, wakes);
  return Status::ok();
}

bool QueueTable::cancel(Ticket ticket) {
  auto id = waiting_.object_of(ticket);
  if (!id) return false;
  Queue* queue = slots_.find(*id);
  waiting_.leave(queue->putters.empty() ? queue->getters : queue->putters, ticket);
  return true;
}

Status QueueTable::deleted(ObjectId id) const { return as_closed(slots_.deleted(id)); }

void QueueTable::fail_all(WaitingLine<Datum>& line, const Status& status, Wakes& wakes) {
  while (!line.empty()) wakes.push_back({waiting_.pop(line).ticket, status, Datum()});
}

bool QueueTable::remove(std::string_view name, Wakes& wakes) {
  auto gone = slots_.remove(name);
  if (!gone) return false;
  Status status = as_closed(slots_.deleted(name));
  fail_all(gone->putters, status, wakes);
  fail_all(gone->getters, status, wakes);
  return true;
}

}  // namespace scriptling
