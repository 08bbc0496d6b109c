// A Receiver makes the values that a Datum stands for; transfer.h says what that means.
// For messages that belong together it makes each text once, and tells where the numbered
// containers are.
//
// One thread at a time.
#pragma once

#include <unordered_map>
#include <vector>

#include "actors/transfer.h"
#include "interp/heap.h"

namespace scriptling {

class Receiver {
 public:
  // Both outlive it.
  Receiver(Vm& vm, HandleKeeper& keeper);

  // May throw MemoryExhausted. The values of earlier messages must be alive still.
  Value receive(const Datum& root);
  // The same, and its containers and byte arrays are put behind `numbered` by number.
  Value receive(const Datum& root, RootVector& numbered);

 private:
  struct Open {
    const Datum* datum;
    size_t position = 0;
  };

  Value receive_container(const Datum& root);
  // For each open container `values_` has two: itself, and the key that waits for its
  // value.
  Value& container() { return values_[values_.size() - 2]; }
  Value& key() { return values_.back(); }
  void begin(const Datum& datum);
  Value shell(const Datum& datum);
  void put(Value v);
  void note(Value v);
  Value leaf(const Datum& datum);
  Value text(const Datum& datum);
  Value make_text(const Datum& datum);
  Value big_int(const Datum& datum);
  Value handle(const Datum& datum);

  Vm& vm_;
  Heap& heap_;
  HandleKeeper& keeper_;
  RootVector own_numbered_;
  RootVector* numbered_ = nullptr;  // Null: nobody asks.
  size_t first_ = 0;                // Where the numbers of this message begin.
  RootVector values_;
  std::vector<Open> open_;
  std::unordered_map<const void*, Value> texts_;
};

}  // namespace scriptling
