// An AtomicTable is the process's named 64-bit integers.
//
// Every operation answers at once. One that fails leaves the integer as it was.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <string_view>

#include "state/named_slots.h"
#include "state/status.h"

namespace scriptling {

class AtomicTable {
 public:
  // `initial` counts only if there is none of that name.
  ObjectId open(std::string_view name, std::int64_t initial);

  // The new value; OverflowError if it does not fit.
  Result<std::int64_t> add(ObjectId id, std::int64_t delta);
  Result<std::int64_t> get(ObjectId id) const;
  Status set(ObjectId id, std::int64_t value);
  // Whether it was `expected`, and so is `value` now.
  Result<bool> compare_and_set(ObjectId id, std::int64_t expected, std::int64_t value);

  // Whether there was one. Later uses of its id fail.
  bool remove(std::string_view name);

 private:
  NamedSlots<std::int64_t> slots_{"atomic"};
};

}  // namespace scriptling
