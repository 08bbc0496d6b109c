#include "actors/inline_turn.h"

#include <caf/all.hpp>

#include "actors/registry_actor.h"

namespace scriptling {

thread_local InlineTurn::Turns* InlineTurn::turns_ = nullptr;

namespace {

bool is_brief(caf::resumable* actor) {
  auto* registry = dynamic_cast<RegistryActor*>(actor);
  return registry != nullptr && registry->is_brief();
}

}  // namespace

// An actor that dies elsewhere says its last words through whom it ran on last.
void InlineTurn::exec_later(caf::resumable* woken) {
  if (turns_ != nullptr && turns_->due.size() < kMostTurns) {
    auto& due = turns_->due;
    if (due.empty() || woken == due.front() || is_brief(woken)) {
      due.push_back(woken);
      return;
    }
  }
  system().scheduler().enqueue(woken);
}

// For each of them, what a worker of CAF's does.
bool InlineTurn::run(Turns& turns) {
  constexpr size_t kMostMessages = 1;
  bool is_done = true;
  while (turns.taken < turns.due.size()) {
    caf::resumable* next = turns.due[turns.taken++];
    if (next->resume(this, kMostMessages) == caf::resumable::resume_later) {
      is_done = is_done && next != turns.due.front();
      system().scheduler().enqueue(next);
    } else {
      caf::intrusive_ptr_release(next);
    }
  }
  return is_done;
}

}  // namespace scriptling
