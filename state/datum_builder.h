// A DatumBuilder makes one message, piece by piece, from the outside in.
//
// Each container costs one allocation if its number of items was foretold. The bytes are
// counted on the way, so that a message that grows too large is noticed long before it is
// whole; containers are numbered on the way, so that a caller who remembers the numbers
// can put a backref where an object appears again.
//
//   DatumBuilder builder;
//   auto number = builder.open(DatumKind::kList, 2);
//   builder.add(Datum::integer(1));
//   builder.add(Datum::backref(number));  // A list that holds itself.
//   builder.close();
//   Datum message = builder.finish();
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "state/datum.h"

namespace scriptling {

class DatumBuilder {
 public:
  DatumBuilder() = default;
  DatumBuilder(const DatumBuilder&) = delete;
  DatumBuilder& operator=(const DatumBuilder&) = delete;
  ~DatumBuilder() { abandon(); }

  // Begins a container inside the innermost open one; returns its number. A dict is given
  // key, value, key, value, and foretells twice its pairs. `expected` is a hint, but its
  // memory is taken at once.
  std::uint64_t open(DatumKind kind, std::size_t expected);

  // Ends the innermost open container. Requires: there is one, and a dict has pairs.
  void close();

  // Adds something that is not a container. Returns the number of a byte array, and 0 for
  // what has none. Requires: `leaf` is not a container; a backref names a number given
  // out.
  std::uint64_t add(Datum leaf);

  // Adds a copy of a text that is in the message already; only the place it takes counts.
  // Requires: `text` has no number.
  void add_again(Datum text);

  // Of everything so far, as Datum::memory_in_bytes counts.
  std::uint64_t memory_in_bytes() const { return bytes_ - repeated_; }
  // How many containers and byte arrays have numbers.
  std::uint64_t numbered() const { return numbered_; }
  bool is_complete() const { return is_complete_; }

  // The message; the builder may then be used for the next. Requires: is_complete().
  Datum finish();

  // Drops what was built so far; the builder may be used again.
  void abandon();

 private:
  struct Frame {
    Datum::ContainerNode* node = nullptr;  // Null for a container still empty.
    std::uint64_t count = 0;
    std::uint64_t capacity = 0;
    std::uint64_t bytes_before = 0;  // `bytes_` when it began.
    DatumKind kind = DatumKind::kNone;
    std::uint8_t contents = 0;
  };

  void place(Datum datum);
  void drop(Frame& frame);

  // The innermost is kept out of the vector, so that a flat message needs no stack.
  Frame top_;
  std::vector<Frame> outer_;
  std::uint64_t depth_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t repeated_ = 0;  // Of `bytes_`, what was added again.
  std::uint64_t numbered_ = 0;
  bool is_complete_ = false;
  Datum root_;
};

}  // namespace scriptling
