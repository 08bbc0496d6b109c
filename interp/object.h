// The heap objects: what a Value may point to, field by field.
//
// An Object's `kind` says which struct it is and never changes; its `cls` is the Python
// class. A list of a user-defined subclass of list has kind kList and another `cls`: code
// that wants the fast, exact behaviour checks `cls`, code that only wants the storage
// checks `kind`. Attributes of instances of subclasses of built-in types live in an
// AttrStore behind the struct (see attrs_of).
//
// Everything that a running environment makes belongs to its Heap. Immortal objects
// (built-in classes, native functions, constants of a Program) belong to the process or
// to a Program, are shared by all environments, and are never written to after they were
// made.
//
// Whoever writes to a mutable object calls Heap::touch(object) first, so that an
// environment can be put back to how it was (journal.h).
#pragma once

#include <string_view>
#include <utility>

#include "interp/value.h"

// Flexible array members are an extension that GCC and Clang share.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"

namespace scriptling {

class Vm;
class Heap;
class Tracer;
struct Class;
struct Str;
struct Tuple;
struct Dict;
struct Proto;    // program.h: one function's immutable code.
struct Program;  // program.h: one compiled source file.
struct Frame;    // frame.h

enum class Kind : uint8_t {
  kFree = 0,  // Never seen outside the heap.
  kStr,
  kBytes,
  kByteArray,
  kMemoryView,
  kBigInt,
  kBoxed,  // An instance of a user-defined subclass of int, float or bool-like types.
  kComplex,
  kList,
  kTuple,
  kDict,
  kSet,        // set
  kFrozenSet,  // frozenset
  kRange,
  kSlice,
  kFunction,
  kNative,
  kBoundMethod,
  kClass,
  kInstance,
  kModule,
  kCell,
  kUnit,
  kGenerator,
  kIterator,
  kDictView,
  kProperty,
  kStaticMethod,
  kClassMethod,
  kSuper,
  kException,
  kTraceback,
  kHandle,
  kMappingProxy,
  kNativeObject,  // Whatever a library module defines; see TypeSlots.
  // Storage, never seen by a script:
  kArray,
  kTable,
  kShape,
  kBuffer,
  kCaches,
};

enum ObjectFlags : uint16_t {
  kImmortal = 1 << 0,   // Shared by all environments; never marked, freed or written to.
  kWatched = 1 << 1,    // The journal wants to know before the first write.
  kFinalize = 1 << 2,   // TypeSlots::finalize or __del__ runs when it dies.
  kHasAttrs = 1 << 3,   // An AttrStore follows the struct.
  kAscii = 1 << 4,      // Str: one byte for each code point.
  kInterned = 1 << 5,   // Str: equal interned strings are the same object.
  kLarge = 1 << 6,      // Lives in an allocation of its own.
  kFinalized = 1 << 7,  // __del__ has run.
};

struct Object {
  Kind kind;
  uint8_t mark;    // The collector's; see heap.cpp.
  uint16_t flags;  // ObjectFlags.
  uint32_t
      units;  // Size in 16-byte units; of large objects, the index in the heap's list.
  Class* cls;

  bool has(ObjectFlags f) const { return (flags & f) != 0; }
};
static_assert(sizeof(Object) == 16);

// Storage (an Array, a Table, a Buffer) with one owner, the object whose field this is.
//
// It cannot be copied, so that no storage ever has two owners; moving empties the source.
// A plain pointer to it is a loan: good until its owner changes, which any call of a
// script may bring about, and never to be kept. Storage that its owner has outgrown goes
// to Heap::retire, which frees nothing that a native further up may still look at.
//
// Heap makes them; a zeroed one is empty.
template <class T>
class Owned {
 public:
  Owned() = default;
  Owned(Owned&& other) noexcept : storage_(std::exchange(other.storage_, nullptr)) {}
  Owned& operator=(Owned&& other) noexcept {
    storage_ = std::exchange(other.storage_, nullptr);
    return *this;
  }
  // What it held is left to the collector.
  Owned& operator=(std::nullptr_t) noexcept {
    storage_ = nullptr;
    return *this;
  }

  T* get() const { return storage_; }
  T* operator->() const { return storage_; }
  operator T*() const { return storage_; }

 private:
  friend class Heap;
  friend class ConstantPool;
  explicit Owned(T* made) : storage_(made) {}
  T* storage_ = nullptr;
};

// Text: UTF-8, with lone surrogates as three bytes each (WTF-8). Immutable. The bytes
// follow the struct, or stand in a Buffer that several strings share (see str_append in
// str.h: appending to the string that ends where the buffer's used part ends copies
// nothing).
struct Str : Object {
  uint32_t size;          // Bytes.
  uint32_t length;        // Code points.
  mutable uint64_t hash;  // 0: not computed yet; never 0 on immortal strings.
  const char* data;
  Object*
      owner;  // The Buffer that holds `data`, or null when the bytes follow the struct.

  std::string_view view() const { return {data, size}; }
  bool is_ascii() const { return has(kAscii); }
};

struct Bytes : Object {
  uint32_t size;
  uint64_t hash;
  const uint8_t* data;
  Object* owner;

  std::string_view view() const { return {reinterpret_cast<const char*>(data), size}; }
};

// Raw storage: growable bytes behind byte arrays and appendable strings.
struct Buffer : Object {
  uint32_t capacity;
  uint32_t used;
  char data[];
};

struct ByteArray : Object {
  uint32_t size;
  uint32_t
      exports;  // At least as many views of it are not released; see bytearray_is_fixed.
  Owned<Buffer> storage;  // Null while empty.
};

// A window on the bytes of a bytes or bytearray: items of one format, evenly spaced in
// each dimension. It goes through the exporter each time, whose storage may move.
struct MemoryView : Object {
  Object* exporter;  // Null once released.
  int64_t offset;    // Of the first item, in bytes.
  uint64_t end;      // Where the last byte that an item takes ends; 0 without items.
  uint8_t item_size;
  char format;     // As in the struct module.
  bool is_marked;  // The format has '@' in front.
  bool is_readonly;
  uint32_t dimensions;
  int64_t layout[];  // How many items each dimension has; then how many bytes apart.

  int64_t* shape() { return layout; }
  const int64_t* shape() const { return layout; }
  int64_t* strides() { return layout + dimensions; }
  const int64_t* strides() const { return layout + dimensions; }
};

// Sign and magnitude in GMP limbs, normalised: never fits an int64, no leading zero limb.
struct BigInt : Object {
  int32_t size;  // Limbs; negative for negative numbers.
  uint64_t limbs[];
};

// An instance of a subclass of int, float, ...: `payload` is the plain number.
struct Boxed : Object {
  Value payload;
};

struct Complex : Object {
  double real, imag;
};

// Storage of lists: `capacity` Values.
struct Array : Object {
  uint64_t capacity;
  Value items[];
};

struct List : Object {
  uint64_t size;
  Owned<Array> storage;  // Null while nothing was ever stored.

  Value* items() const { return storage->items; }
};

struct Tuple : Object {
  uint64_t size;
  mutable uint64_t hash;  // 0: not computed yet.
  Value items[];
};

// The hash table behind dicts and sets: entries in insertion order, and behind them the
// index (open addressing) that points into the entries. Deleted entries have an undefined
// key; places before `first` hold none.
struct TableEntry {
  uint64_t hash;
  Value key;
  Value value;  // Undefined in sets.
};

struct Table : Object {
  uint32_t capacity;        // Places there are.
  uint32_t used;            // Where the next entry goes.
  uint32_t first;           // No entry lives before this place.
  uint32_t index_bits : 5;  // The index has 2 ** so many slots; 0: there is none, and
                            // entries are searched in order.
  uint32_t gone : 27;       // Slots of the index spent beyond those of [first, used).
  TableEntry entries[];     // Then the index, uint32_t slots; see table.h.

  uint32_t index_mask() const { return (uint32_t{1} << index_bits) - 1; }
};

struct Dict : Object {
  uint32_t live;  // len()
  uint32_t
      version;  // Changes whenever a key comes, goes or moves; not when a value changes.
  Owned<Table> table;  // Null while empty.
};

struct Set : Object {  // kSet and kFrozenSet.
  uint32_t live;
  uint32_t version;
  Owned<Table> table;
  mutable uint64_t hash;  // frozenset only; 0: not computed yet.
};

struct Range : Object {  // Bounds that do not fit 64 bits are refused with OverflowError.
  int64_t start, stop, step;
  int64_t length;
};

struct Slice : Object {
  Value start, stop, step;
};

struct Cell : Object {
  Value value;
};

// One function's code in one environment: the shared Proto and what this environment
// learned while running it. One tree of units for each loading of a program.
struct CacheEntry {
  Object* guard;     // A Shape, a Class or null.
  uint32_t version;  // Of the class (or the dict) when this was learned.
  uint32_t slot;     // Where the thing was found; its meaning belongs to the instruction.
  Value value;
};

struct Caches : Object {
  uint64_t count;
  CacheEntry entries[];
};

struct Unit : Object {
  const Proto* proto;
  struct Module* module;
  Dict* globals;
  Caches* caches;         // Null until the code runs for the first time.
  Owned<Array> children;  // Units of the protos nested in this one; made on demand.
  // What a call must know first: how many positional arguments make binding trivial (-1:
  // never) and how many Values a frame takes.
  int32_t plain_arguments;
  uint32_t frame_size;
};

struct Function : Object {
  Unit* unit;
  Tuple* closure;    // Cells; null when there are none.
  Tuple* defaults;   // Values of the last parameters; null when there are none.
  Dict* kwdefaults;  // Null when there are none.
  Str* name;
  Str* qualname;
  Value doc;
  Dict* annotations;  // Null when there are none.
  Dict* attrs;        // __dict__; null until something is stored.
};

// What a native gets; see native.h.
struct Args;
using NativeFn = Value (*)(Vm& vm, const Args& args);
struct NativeSignature;

struct Native : Object {
  NativeFn fn;
  const NativeSignature* signature;  // Shared, immutable.
  Str* name;
  Str* qualname;
  Class* owner;     // The class it is a method of, or null.
  Value self;       // Bound first argument, or undefined.
  const char* doc;  // May be null.
};

struct BoundMethod : Object {
  Value self;
  Value function;
};

// Attribute layout of instances: a path of keys from a class's root. Instances that
// gained the same attributes in the same order share a Shape, so an inline cache needs
// one comparison.
struct Shape : Object {
  Shape* parent;
  Str* key;        // Interned; the attribute this step adds. Null at the root.
  uint32_t count;  // Attributes so far; this key's slot is count - 1.
  uint32_t reserved;
  Class* owner;              // Whose instances these are.
  Owned<Array> transitions;  // Shapes that extend this one; null while there are none.
  Owned<Table> lookup;       // key -> slot for shapes with many keys; null until wanted.
};

// Attributes of one object: by shape and slots, or, once something unusual was done
// (deleting,
// __dict__ handed out, very many or computed names), in a dict. Exactly one of shape and
// dict is set (both null: no attributes yet).
struct AttrStore {
  Shape* shape;
  Value* slots;          // Into `storage`, or into the instance itself.
  Owned<Array> storage;  // Null while the slots are inline.
  Dict* dict;
  uint32_t capacity;  // Slots there is room for.
  uint32_t reserved;
};

struct Instance : Object {
  AttrStore attrs;
  Value inline_slots[];
};

// How the journal puts an object of a native type back: not at all, which spoils it; by
// the bytes of the struct; or by those and the storage at TypeSlots::storage_offset,
// which only this object uses and which may be null.
enum class Undo : uint8_t { kNever, kBytes, kStorage };

// Behaviour of a native type that has no Python spelling.
struct TypeSlots {
  // Undefined at the end of the iteration. Null: not an iterator, or __next__ is used.
  Value (*next)(Vm& vm, Object* self) = nullptr;
  void (*trace)(Object* self, Tracer& tracer) = nullptr;
  void (*finalize)(Object* self) = nullptr;  // Only frees; no script code.
  size_t size = 0;                           // Of the struct; 0: what its kind needs.
  // Besides the storage, an object refers to nothing but the Values that its struct
  // begins with, so many of them; the rest may be copied as it is. 0: not known.
  size_t values = 0;
  bool attributes =
      false;  // Instances take any attribute, as those of scripts' classes do.
  Undo undo = Undo::kNever;
  size_t storage_offset = 0;
};

// The Values that the struct of a native object begins with (TypeSlots::values).
inline Value* native_values(Object* o) { return reinterpret_cast<Value*>(o + 1); }

enum ClassFlags : uint32_t {
  kUserClass = 1 << 0,
  kHasGetattr = 1 << 1,   // __getattr__ or __getattribute__ somewhere in the MRO.
  kHasSetattr = 1 << 2,   // __setattr__ or __delattr__ in the MRO.
  kHasDel = 1 << 3,       // __del__ in the MRO.
  kIsException = 1 << 4,  // Derives from BaseException.
  kHasSlots = 1 << 5,     // __slots__ without a __dict__ anywhere.
  kFinal = 1 << 6,        // Cannot be a base (bool, NoneType, function, ...).
  kHasGetattribute = 1 << 7,
  kHasDataDescriptors =
      1
      << 8,  // Some attribute in the MRO (other than __class__ and __dict__) has __set__.
  kAbstract = 1 << 9,
};

struct Class : Object {
  Str* name;
  Str* qualname;
  Tuple* bases;
  Tuple* mro;  // Starts with the class itself.
  Dict* dict;
  Class* layout;         // The built-in class that decides the struct of instances.
  Kind instance_kind;    // Of `layout`.
  uint32_t class_flags;  // ClassFlags.
  uint32_t version;    // Changes when this class or a base of it is changed. Never reused
                       // in a Vm.
  uint32_t slot_hint;  // Attribute slots to give a new instance inline.
  Shape* root_shape;   // Null until the first instance has an attribute.
  const TypeSlots* slots;  // Of native types; may be null.
  Owned<Array>
      subclasses;  // Of user classes: direct subclasses, weakly meant. May be null.
  uint64_t subclass_count;
  const char* doc;  // Of built-in classes.
};

struct Module : Object {
  Str* name;
  Dict*
      dict;  // An immortal one is copied before the first write (module_set in module.h).
  const struct ModuleDef* def;  // Native modules only.
  uint64_t made;  // Of these: how many names it had when its import was done.
};

enum class IteratorKind : uint8_t {
  kList,
  kTuple,
  kStr,
  kBytes,
  kRange,
  kDictKeys,
  kDictValues,
  kDictItems,
  kSet,
  kReversedList,
  kReversedRange,
  kReversedDictKeys,
  kReversedDictValues,
  kReversedDictItems,
  kReversedSequence,
  kSequence,
  kCallable,
  kEnumerate,
  kZip,
  kMap,
  kFilter,
};

// All built-in iterators. `source` is null once exhausted.
struct Iterator : Object {
  IteratorKind iterator_kind;
  bool strict;       // zip(strict=True)
  uint32_t version;  // kDict*, kSet: live count at the start, to notice changes of size.
  Object* source;
  int64_t position;
  int64_t step;       // kRange, kStr (byte offset).
  int64_t remaining;  // kRange
  Value function;     // kMap, kFilter, kCallable (function), kEnumerate (big counter).
  Value extra;        // kCallable: sentinel. kZip, kMap: Tuple of iterators. kEnumerate:
                      // iterator.
};

struct DictView : Object {
  IteratorKind view;  // kDictKeys, kDictValues or kDictItems.
  Dict* dict;
};

struct Property : Object {
  Value getter, setter, deleter, doc;
};

struct Wrapper : Object {  // kStaticMethod, kClassMethod
  Value function;
};

struct Super : Object {
  Class* start;  // Search begins after this class...
  Value self;    // ... in the MRO of this object's class (or of this class).
  Class* self_class;
};

struct MappingProxy : Object {
  Dict* dict;
};

struct TracebackEntry {
  const Proto* proto;
  uint32_t pc;  // Index of the instruction that raised or called.
};

struct Exception : Object {
  Tuple* args;
  Value cause;    // None when unset.
  Value context;  // None when unset.
  bool suppress_context;
  bool has_cause;
  List* notes;            // Null when there are none.
  Object* traceback;      // Traceback, or null.
  Str* remote_traceback;  // Text appended by whoever brought the exception here; may be
                          // null.
};

// Newest entry last: the order of unwinding, so the outermost frame is at the end.
struct Traceback : Object {
  uint32_t count;
  uint32_t capacity;
  TracebackEntry entries[];
};

enum class HandleKind : uint8_t {
  kPromise,
  kAtomic,
  kShared,
  kWaitGroup,
  kQueue,
  kLock,
  kSemaphore,
  kKvStore,
};

// A named thing that lives outside this environment; crosses by name.
struct Handle : Object {
  HandleKind handle_kind;
  uint32_t reserved;
  uint64_t id;  // The host's.
  Str* name;
};

// The AttrStore of an object that has one, else null. kInstance keeps it in place;
// instances of subclasses of built-in types have it at the end of their allocation.
AttrStore* attrs_of(const Object* o);

// -- Casts. Requires: the right kind ----------------------------------------------------

template <class T>
T* as(const Value& v) {
  return static_cast<T*>(v.o);
}

inline bool is_kind(const Value& v, Kind kind) {
  return v.is_object() && v.o->kind == kind;
}
inline bool is_str(const Value& v) { return is_kind(v, Kind::kStr); }
inline bool is_class(const Value& v) { return is_kind(v, Kind::kClass); }

}  // namespace scriptling

#pragma GCC diagnostic pop
