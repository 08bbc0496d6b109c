// A Freezer takes one snapshot: every object that can be reached becomes a node or a
// leaf, once.
//
// It works from the outside in; what was seen but not looked into yet stands in `todo_`.
// Nothing is allocated on the Vm's heap meanwhile.
//
// One thread at a time: its Vm's.
#pragma once

#include <deque>
#include <unordered_map>
#include <unordered_set>

#include "actors/library_names.h"
#include "actors/sender.h"
#include "actors/snapshot.h"

namespace scriptling {

class Freezer final : private Sender::Others {
 public:
  using Index = Snapshot::Index;
  using Node = Snapshot::Node;
  using Type = Snapshot::Type;

  enum class Code : uint8_t { kCopied, kByName };

  Freezer(Vm& vm, Snapshot& out, Code code, uint64_t limit, HandleKeeper& keeper)
      : vm_(vm),
        out_(out),
        code_(code),
        limit_(limit),
        keeper_(keeper),
        library_(vm),
        to_describe_(vm.heap()) {}

  void choose(Snapshot::Globals globals,
              const std::vector<std::shared_ptr<const Program>>& programs);

  // False: it is too large.
  bool freeze(Value v);

  // What stubs of an exception said when they were something.
  void describe();

 private:
  static constexpr Index kNone = Snapshot::kNone;
  static constexpr Index kLeaf = Snapshot::kLeaf;

  // Nodes and leaves (snapshot_freeze.cpp).
  Index add(Type type);
  Node& node(Index index) { return out_.nodes_[index]; }

  Index add_leaf(Datum datum, uint64_t bytes);
  Index add_leaf(Datum datum);

  // Adding a node may move the others, so the index comes first.
  void add_part(Index index, Index part);
  void part(Index index, Value v, std::string_view name);
  void optional_part(Index index, Object* o, std::string_view name);
  void named(Index index, const Str* key, Value v);
  Snapshot::Name name_of(const Str* s);
  Snapshot::Name name_of(std::string_view text);

  // `name` is what the script calls it, for stubs.
  Index index_of(Value v, std::string_view name);
  Index scalar(Value v);
  Index immortal(Value v);
  Index index_of_new(Object* o, std::string_view name);

  // Plain data (snapshot_freeze.cpp).
  static bool is_text(const Object* o);
  Index text(const Object* o);
  static bool may_be_data(const Object* o);

  // A container that holds nothing but data that is nowhere else yet is one leaf.
  std::optional<Index> data(Object* o);

  // An exception does without it; a call can't.
  void too_large(const Object* o);
  bool hold(const Object* container) const override;
  std::optional<Index> inside(const Object* o);

  // What goes by name (snapshot_freeze.cpp).
  Index by_place(const PlaceInLibrary& place);
  void by_name(Index index, const Object* o);

  // Kinds (snapshot_objects.cpp).
  Type type_of(const Object* o) const;

  // Exceptions refer to objects that they are about, and those to everything.
  bool is_left_out(const Object* o) const;
  static Type type_of_native(const Object* o);
  static bool is_main(const Module* m) { return m->name->view() == "__main__"; }

  void look(Index index, Object* o);
  void of(Index index, Value v, std::string_view name);
  void self(Index index, Value v, std::string_view name);

  // Objects (snapshot_objects.cpp).
  // Its class; what its struct holds, data in `self` and values in `parts`; then its
  // attributes.
  void instance(Index index, Object* o);
  void container(Index index, Object* o);
  bool has_room() const { return out_.bytes_ <= limit_; }

  void table(Index index, const Table* table, bool has_values);
  void native_object(Index index, Object* o);
  void deque(Index index, Object* o);
  void memory_view(Index index, MemoryView* view);

  // By shape, or by the dict that they are in, which may be known elsewhere as __dict__.
  void attributes(Index index, Object* o);
  void attributes_singly(Index index, const Dict* dict);
  bool is_stub(Index index);

  // `parts`: args, cause, context, notes; `self`: its message, where only a script's
  // class knows that.
  void exception(Index index, Exception* e);

  // Functions and classes (snapshot_code.cpp).
  // `parts`: closure, defaults, keyword defaults, annotations, attributes, docstring.
  void function(Index index, Function* f);

  // The name of a stub in a cell is that of the variable.
  void name_cells(Function* f);
  std::shared_ptr<const Program> program_of(const Unit* unit) const;
  Index unit_of(const Unit* unit);
  void keep_program(const Unit* unit);

  // The globals that this code and the functions within it name.
  void refer(Index globals, const Dict* dict, const Proto* proto);

  // What `from module import name` has put there, be it data.
  void add_imported(Index globals, const Dict* dict, const Proto* main);
  void add_global(Index globals, const Dict* dict, Str* name);
  bool is_code(const Value& v) const;
  Index namespace_of(Module* m);

  // By name; what was imported below it goes along, so that `import a.b` means the same
  // there.
  void module(Index index, const Module* m);

  // As it is, so that nothing of what made it has to run again. `parts`: its bases, then
  // its method resolution order; `self`: how many bases there are.
  void user_class(Index index, Class* cls);
  void member(Index index, Object* o);

  // Words for stubs (snapshot_freeze.cpp).
  void will_describe(Index index, Object* o);

  // One whose class may be unknown to whoever waits.
  void will_describe_instance(Value v);
  static constexpr size_t kMostDescribed = 32;
  // Nodes; what is beyond becomes a stub.
  static constexpr size_t kMostOfException = 2'000;

  Vm& vm_;
  Snapshot& out_;
  Code code_;
  Snapshot::Globals globals_ = Snapshot::Globals::kReferred;
  uint64_t limit_;
  HandleKeeper& keeper_;
  std::vector<std::shared_ptr<const Program>> programs_;
  LibraryNames library_;
  std::unordered_map<const Object*, Index> seen_;
  // Containers within a leaf, by their number in it.
  std::unordered_map<const Object*, std::pair<Index, uint64_t>> inside_;
  // Containers that are known to hold more than data.
  std::unordered_set<const Object*> mixed_;
  std::unordered_set<const Object*> left_out_;
  std::unordered_map<const Proto*, Index> units_;
  std::unordered_set<const Proto*> mains_;
  std::unordered_map<const Object*, Index> namespaces_;  // By their dicts.
  std::unordered_map<const Dict*, std::unordered_set<const Str*>> known_globals_;
  std::deque<std::pair<Index, Object*>> todo_;
  std::vector<Index> described_;
  RootVector to_describe_;
};

}  // namespace scriptling
