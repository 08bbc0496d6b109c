#include "http/deadlines.h"

namespace scriptling {

void Deadlines::unlink(Entry& entry) {
  List& list = lists_[static_cast<std::size_t>(entry.wait_)];
  bool is_linked = entry.previous_ != nullptr || list.first == &entry;
  if (!is_linked) return;
  (entry.previous_ != nullptr ? entry.previous_->next_ : list.first) = entry.next_;
  (entry.next_ != nullptr ? entry.next_->previous_ : list.last) = entry.previous_;
  entry.previous_ = entry.next_ = nullptr;
}

void Deadlines::set(Entry& entry, Wait wait, Clock::time_point now) {
  unlink(entry);
  entry.wait_ = wait;
  Duration allowed = allowed_[static_cast<std::size_t>(wait)];
  if (wait == Wait::kNothing || allowed <= Duration::zero()) return;
  entry.at_ = now + allowed;
  List& list = lists_[static_cast<std::size_t>(wait)];
  entry.previous_ = list.last;
  (list.last != nullptr ? list.last->next_ : list.first) = &entry;
  list.last = &entry;
}

void Deadlines::clear(Entry& entry) {
  unlink(entry);
  entry.wait_ = Wait::kNothing;
}

std::optional<Deadlines::Clock::time_point> Deadlines::earliest() const {
  std::optional<Clock::time_point> earliest;
  for (const List& list : lists_) {
    if (list.first == nullptr) continue;
    if (!earliest || list.first->at_ < *earliest) earliest = list.first->at_;
  }
  return earliest;
}

Deadlines::Entry* Deadlines::pop_due(Clock::time_point now) {
  for (List& list : lists_) {
    if (list.first == nullptr || list.first->at_ > now) continue;
    Entry* due = list.first;
    unlink(*due);
    return due;
  }
  return nullptr;
}

}  // namespace scriptling
