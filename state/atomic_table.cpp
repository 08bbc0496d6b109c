#include "state/atomic_table.h"

namespace scriptling {

ObjectId AtomicTable::open(std::string_view name, std::int64_t initial) {
  return slots_.open(name, [&] { return initial; });
}

Result<std::int64_t> AtomicTable::add(ObjectId id, std::int64_t delta) {
  std::int64_t* value = slots_.find(id);
  if (value == nullptr) return slots_.deleted(id);
  std::int64_t sum;
  if (__builtin_add_overflow(*value, delta, &sum))
    return Status::overflow_error(slots_.label(id) + " would leave the 64-bit range");
  return *value = sum;
}

Result<std::int64_t> AtomicTable::get(ObjectId id) const {
  const std::int64_t* value = slots_.find(id);
  if (value == nullptr) return slots_.deleted(id);
  return *value;
}

Status AtomicTable::set(ObjectId id, std::int64_t value) {
  std::int64_t* current = slots_.find(id);
  if (current == nullptr) return slots_.deleted(id);
  *current = value;
  return Status::ok();
}

Result<bool> AtomicTable::compare_and_set(ObjectId id, std::int64_t expected,
                                          std::int64_t value) {
  std::int64_t* current = slots_.find(id);
  if (current == nullptr) return slots_.deleted(id);
  if (*current != expected) return false;
  *current = value;
  return true;
}

bool AtomicTable::remove(std::string_view name) {
  return slots_.remove(name).has_value();
}

}  // namespace scriptling
