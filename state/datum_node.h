// The nodes a Datum may point to. Only datum.cpp and datum_builder.cpp look in here.
//
// Reference counts are atomic; all else is written once, before anybody else can see it.
//
// Immutable; share freely.
#pragma once

#include <atomic>

#include "state/datum.h"

namespace scriptling {

struct Datum::Node {
  std::atomic<std::uint32_t> references;
  DatumKind kind;
};

// Followed by its bytes.
struct Datum::TextNode : Node {
  std::uint64_t size;
  std::uint64_t code_points;  // Of a str.

  char* bytes() { return reinterpret_cast<char*>(this + 1); }
  const char* bytes() const { return reinterpret_cast<const char*>(this + 1); }
};

// Followed by its items.
struct Datum::ContainerNode : Node {
  std::uint64_t count;  // Of items; a dict has two for each pair.
  union {
    std::uint64_t bytes;  // size_in_bytes() of the whole.
    Node* next_dead;      // While being destroyed.
  };

  Datum* items() { return reinterpret_cast<Datum*>(this + 1); }
  const Datum* items() const { return reinterpret_cast<const Datum*>(this + 1); }

  // `node` may be null; what it holds moves along.
  static ContainerNode* reallocate(ContainerNode* node, std::uint64_t capacity);
};

struct Datum::HandleNode : Node {
  std::uint64_t id;
  std::string name;
  CapsulePtr anchor;
};

struct Datum::CapsuleNode : Node {
  CapsulePtr capsule;
};

}  // namespace scriptling
