// A Thawer makes the objects of one snapshot in one environment.
//
// First comes what is found there already (modules, what libraries made), then classes,
// then everything else, each as an empty shell; then all is filled. No script code runs
// from there on, so that nobody sees what is half made: classes are put together as they
// were and not made anew. Dicts and sets come last, because the hashes of their keys may
// depend on everything else.
//
// One thread at a time: its Vm's, within a slice.
#pragma once

#include <vector>

#include "actors/receiver.h"
#include "actors/snapshot.h"

namespace scriptling {

class Thawer {
 public:
  Thawer(Vm& vm, const Snapshot& snapshot, HandleKeeper& keeper);

  // Error: pending.
  Value thaw();

 private:
  using Index = Snapshot::Index;
  using Node = Snapshot::Node;
  using Type = Snapshot::Type;
  static constexpr Index kNone = Snapshot::kNone;
  static constexpr Index kLeaf = Snapshot::kLeaf;
  // In `todo_`: what is below it is a table whose turn has come.
  static constexpr Index kFill = kNone - 1;

  // Requires: it is made.
  Value at(Index n) { return n & kLeaf ? leaves_[n & ~kLeaf] : made_[n]; }
  Value at_or_none(Index n) { return n == kNone ? Value::none() : at(n); }
  template <class T>
  T* optional(Index n) {
    return n == kNone ? nullptr : as<T>(at(n));
  }
  std::string_view text(const Snapshot::Name& name) const;
  Str* key(const Snapshot::Name& name);
  template <class F>
  void for_each(Type type, F f) {
    for (Index n = 0; n < nodes_.size(); n++) {
      if (nodes_[n].type == type) f(n, nodes_[n]);
    }
  }

  // Finding (snapshot_thaw.cpp).
  void make_leaves();
  bool find_all();
  bool find_modules();
  Value import(std::string_view name);
  Value find_in_library(const Node& node);
  bool find_named(Index n);
  Value stand_in(const Node& node);
  bool is_stand_in(Index n) const { return !(n & kLeaf) && stands_in_[n]; }
  bool can_stand_for(const Class* found, const Node& node) const;

  // Shells (snapshot_thaw.cpp).
  void make_class_shells();
  void make_shells();
  Value make_shell(const Node& node);
  Value make_namespace(const Node& node);
  Value make_instance(const Node& node);
  Value make_text(Class* cls, std::string_view data, const Datum& datum);
  Value make_tuple(size_t size);
  Value make_stub_of(const Node& node);
  Value make_memory_view(const Node& node);
  bool make_composed();

  // Filling (snapshot_fill.cpp).
  void fill(Index n);
  void fill_function(const Node& node, Function* f);
  void fill_class(const Node& node, Class* cls);
  void fill_instance(const Node& node, Object* o);
  void fill_exception(const Node& node, Exception* e);
  void fill_native_object(const Node& node, Object* o);
  void fill_deque(const Node& node, Value v);
  void fill_memory_view(const Node& node, MemoryView* view);
  void fill_attributes(const Node& node, Object* o);

  // Tables (snapshot_fill.cpp).
  bool is_table(Index n);
  bool has_plain_keys(const Node& node, Value v);
  bool fill_tables();
  bool fill_table(Index n);
  void push_edges(const Node& node, size_t from, size_t step);
  bool fill_in_order();

  Vm& vm_;
  Heap& heap_;
  const Snapshot& snapshot_;
  const std::vector<Node>& nodes_;
  Receiver receiver_;
  RootVector made_;
  RootVector leaves_;
  RootVector numbered_;          // Containers within leaves.
  std::vector<bool> stands_in_;  // For a class that is unknown here.
  std::vector<size_t> first_number_;
  // While tables wait for what their keys need.
  std::vector<Index> todo_;
  std::vector<bool> is_visited_;
};

}  // namespace scriptling
