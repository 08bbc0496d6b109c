// A Snapshot is a function and all that it can reach, taken out of one environment so
// that it can be called in another: code, defaults, closure cells, the globals that it
// and the functions it calls refer to, classes and their instances, modules by name,
// data, compiled regular expressions, handles.
//
// What cannot go along (an open file, a generator) becomes a stub there, which raises
// RuntimeError when it is used. Code is shared, everything else is copied; what appears
// twice is copied once.
//
// Immutable; share freely.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actors/transfer.h"
#include "interp/program.h"
#include "interp/vm.h"
#include "state/datum.h"

namespace scriptling {

class Snapshot {
 public:
  // Which globals go along: those that the code refers to, or every function, class and
  // module of its script, but no data.
  enum class Globals : uint8_t { kReferred, kCodeOnly };

  // Null: an exception is pending. Runs no script code.
  static std::shared_ptr<const Snapshot> take(
      Vm& vm, Value function, Globals globals, uint64_t limit, HandleKeeper& keeper,
      const std::vector<std::shared_ptr<const Program>>& programs);

  // The function, in another environment. Imports what is to be imported and makes
  // classes, so it may run script code and suspend; called within a slice. Error:
  // pending.
  Value restore(Vm& vm, HandleKeeper& keeper) const;

  // Of the code that goes along.
  const std::vector<std::shared_ptr<const Program>>& programs() const {
    return programs_;
  }

 private:
  friend class Freezer;
  friend class Thawer;

  enum class Type : uint8_t {
    kDatum,
    kImmortal,
    kList,
    kTuple,
    kDict,
    kSet,
    kFrozenSet,
    kSlice,
    kRange,
    kComplex,
    kFunction,
    kUnit,
    kNamespace,
    kCell,
    kClass,
    kInstance,
    kException,
    kBoxed,
    kModule,
    kBoundMethod,
    kNative,
    kStaticMethod,
    kClassMethod,
    kProperty,
    kRegex,
    kLibrary,  // What a library module calls `qualified`, by its name.
    kNativeObject,
    kStub,
  };
  using Index = uint32_t;
  static constexpr Index kNone = UINT32_MAX;
  // What code names is interned, once for the process; a computed name is a text.
  struct Name {
    const Str* interned = nullptr;
    std::string text;

    static Name of(const Str* s) {
      if (s->has(kInterned)) return {s, {}};
      return {nullptr, std::string(s->view())};
    }
    std::string_view view() const { return interned ? interned->view() : text; }
  };
  using Named = std::vector<std::pair<Name, Index>>;

  struct Node {
    Type type = Type::kDatum;
    Index of = kNone;    // A function's unit, a unit's namespace, an object's class.
    Index self = kNone;  // Of bound things.
    std::vector<Index> parts;  // Items; keys and values in turn; closure cells; bases.
    std::vector<Index> defaults;
    Named named;  // Globals, class attributes, instance attributes.
    Named keyword_defaults;
    Datum datum;
    std::string bytes;  // Of native objects, what follows their Values.
    Value immortal;
    const Proto* proto = nullptr;
    Name name, qualified;
    // Modules to import along; of a namespace, the data that is left behind.
    std::vector<std::string> names;
  };

  std::vector<Node> nodes_;  // The first is the function.
  std::vector<std::shared_ptr<const Program>> programs_;
};

}  // namespace scriptling
