// A Snapshot is a value and all that it can reach, taken out of one environment so that
// it can be made again in another: a function with its code, defaults, closure cells and
// the globals that it and the functions it calls refer to, classes and their instances,
// modules by name, data, compiled regular expressions, handles. Or an exception that goes
// to whoever waits for a call.
//
// What a library module made when it was imported (its functions, classes, marks such as
// dataclasses.MISSING) goes by its name: there it is the same thing of that environment's
// own module. What cannot go along (an open file, a generator) becomes a stub, which
// raises RuntimeError when it is used. Code is shared, everything else is copied; what
// appears twice is copied once.
//
// Immutable; share freely.
#pragma once

#include <deque>
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
  // Which globals go along: those that the code refers to, or whatever its script can
  // call or imports, but no data.
  enum class Globals : uint8_t { kReferred, kCodeOnly };

  // Null: an exception is pending. Runs no script code.
  static std::shared_ptr<const Snapshot> take(
      Vm& vm, Value function, Globals globals, uint64_t limit, HandleKeeper& keeper,
      const std::vector<std::shared_ptr<const Program>>& programs);

  // Of an exception, with what it was caused by and what hangs off it. No code goes
  // along: classes and functions of scripts are looked for by name. Null: it is larger
  // than `limit`. Called within a slice, since what must become a stub is put into words
  // by its own __str__ and __repr__; no exception is pending afterwards.
  static std::shared_ptr<const Snapshot> take_exception(Vm& vm, Value exception,
                                                        uint64_t limit,
                                                        HandleKeeper& keeper);

  // The function or exception, in another environment. Imports what is to be imported and
  // hashes keys, so it may run script code and suspend; called within a slice. Error:
  // pending.
  Value restore(Vm& vm, HandleKeeper& keeper) const;

  // Of the code that goes along.
  const std::vector<std::shared_ptr<const Program>>& programs() const {
    return programs_;
  }

  // What it takes of the memory.
  uint64_t size_in_bytes() const { return bytes_; }

 private:
  friend class Freezer;
  friend class Thawer;

  enum class Type : uint8_t {
    kImmortal,
    kInside,  // A container within a message of `leaves_`.
    kLibrary,
    kNamed,  // A script's class or function, by its name.
    kModule,
    kNamespace,  // A script's module, with the globals that were chosen.
    kNamespaceDict,
    kUnit,
    kFunction,
    kCell,
    kClass,
    kMember,    // What a name of __slots__ is in its class.
    kInstance,  // Of any class, built-in ones included; its struct says what it holds.
    kNativeObject,
    kDeque,
    kException,
    kBoundMethod,
    kNative,
    kSlice,
    kRange,
    kMappingProxy,
    kDictView,
    kMemoryView,
    kRegex,
    kGenericAlias,
    kUnion,
    kStub,
  };

  // Of a node; with kLeaf, of a leaf.
  using Index = uint32_t;
  static constexpr Index kNone = UINT32_MAX;
  static constexpr Index kLeaf = Index{1} << 31;

  // What code names is interned, once for the process; a computed name is a leaf.
  struct Name {
    const Str* interned = nullptr;
    Index text = kNone;
  };
  using Named = std::vector<std::pair<Name, Index>>;

  // What `of`, `self`, `parts` and `number` are depends on the type: see Freezer::look.
  struct Node {
    Type type = Type::kImmortal;
    Index of = kNone;
    Index self = kNone;
    std::vector<Index> parts;
    Named named;
    Name name, qualified;
    Value immortal;  // Also the layout of a class.
    uint64_t number = 0;
    const Proto* proto = nullptr;
    const Native* native = nullptr;
  };

  // The first is what it was taken of.
  std::vector<Node> nodes_;
  // Plain data: scalars, texts, and containers that hold nothing else, whole.
  std::vector<Datum> leaves_;
  std::deque<Native> natives_;  // Without what they are bound to.
  std::vector<std::shared_ptr<const Program>> programs_;
  uint64_t bytes_ = 0;
  bool is_exception_ = false;
};

}  // namespace scriptling
