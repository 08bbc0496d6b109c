// A Datum is plain data that may cross threads and disks: the only form in which anything
// goes from one environment to another.
//
// Sixteen bytes. None, bools, ints, floats, empty containers, promise handles and texts
// of up to 14 bytes live inside those; everything else is one reference-counted node on
// the C heap, so that a copy is a count and a container is one allocation with its items
// in line.
//
//        0      1      2                8                   15
//      +------+------+----------------+---------------------+
//      | kind | form |  text of up to 14 bytes              |
//      +------+------+----------------+---------------------+
//      | kind | form |  unused        |  int, float, node   |
//      +------+------+----------------+---------------------+
//
// A *message* is a datum that is sent or stored whole. Its containers (lists, tuples,
// dicts, sets, frozen sets) and its byte arrays are numbered from 0 in the order in which
// they begin, and a kBackref stands for one of them by number; so a list that appears
// twice is there once, and a list may hold itself. A part of a message with backrefs is
// therefore not a message, and must not be put into another one.
//
// Nothing here recurses: a list nested a million deep is built, measured, compared,
// encoded and freed like any other.
//
// Immutable; share freely. (Assigning to a Datum is like assigning to any variable: one
// thread at a time.)
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "state/status.h"

namespace scriptling {

// The numbers are written to disk by nobody: datum_codec has its own.
enum class DatumKind : std::uint8_t {
  kNone,
  kBool,
  kInt,
  kFloat,
  kBigInt,  // Only what does not fit an int64.
  kStr,     // UTF-8 in which lone surrogates are allowed, as three bytes each.
  kBytes,
  kByteArray,
  kList,
  kTuple,
  kDict,
  kSet,
  kFrozenSet,
  kHandle,
  kBackref,
  kCapsule,
};

// "list", "frozenset": as a script's type() would say it.
std::string_view kind_name(DatumKind kind);

enum class DatumHandleKind : std::uint8_t {
  kAtomic,
  kShared,
  kWaitGroup,
  kQueue,
  kLock,
  kSemaphore,
  kKvStore,
  kPromise,
};

enum class Sign : std::uint8_t { kPositive, kNegative };

// Something only its maker understands, carried along: a snapshot of code, say. It cannot
// be encoded. A capsule that holds data that hold a capsule frees them by recursion.
class Capsule {
 public:
  virtual ~Capsule() = default;
  // For debug texts.
  virtual std::string describe() const = 0;
};
using CapsulePtr = std::shared_ptr<const Capsule>;

// What a datum may hold somewhere inside; bits.
// kRepeats: a long text stands in several places, as copies of one Datum.
enum class Content : std::uint8_t {
  kBackrefs = 1,
  kHandles = 2,
  kCapsules = 4,
  kRepeats = 8
};

class alignas(8) Datum {
 public:
  static constexpr std::size_t kInlineBytes = 14;

  Datum() noexcept : Datum(DatumKind::kNone, 0) {}
  Datum(const Datum& other) noexcept {
    take(other);
    if (is_on_heap()) retain();
  }
  Datum(Datum&& other) noexcept {
    take(other);
    other.forget();
  }
  Datum& operator=(const Datum& other) noexcept {
    Datum copy(other);
    swap(copy);
    return *this;
  }
  Datum& operator=(Datum&& other) noexcept {
    Datum moved(std::move(other));
    swap(moved);
    return *this;
  }
  ~Datum() {
    if (is_on_heap()) release();
  }

  static Datum boolean(bool value);
  static Datum integer(std::int64_t value);
  static Datum number(double value);
  // `magnitude` is little-endian, and may have zeros at its end. What fits an int64
  // becomes a kInt.
  static Datum big_integer(Sign sign, std::string_view magnitude);
  // Requires: `text` is UTF-8, lone surrogates allowed.
  static Datum str(std::string_view text);
  // The same without the scan, for callers who know.
  static Datum str(std::string_view text, std::uint64_t code_points);
  static Datum bytes(std::string_view bytes);
  static Datum byte_array(std::string_view bytes);
  // A container of these items; a dict takes key, value, key, value. The items are moved
  // out. Requires: none of them contains a backref. (DatumBuilder makes those.)
  static Datum container(DatumKind kind, std::span<Datum> items);
  static Datum container(DatumKind kind, std::initializer_list<Datum> items);
  // `anchor` lives as long as any copy of this handle; the codec does not carry it.
  static Datum handle(DatumHandleKind kind, std::string_view name, std::uint64_t id,
                      CapsulePtr anchor = nullptr);
  static Datum backref(std::uint64_t number);
  // Requires: `capsule` is not null.
  static Datum capsule(CapsulePtr capsule);

  DatumKind kind() const { return kind_; }
  bool is_none() const { return kind_ == DatumKind::kNone; }
  bool is_text() const {
    return kind_ >= DatumKind::kBigInt && kind_ <= DatumKind::kByteArray;
  }
  bool is_container() const {
    return kind_ >= DatumKind::kList && kind_ <= DatumKind::kFrozenSet;
  }
  // Whether a backref may name it.
  bool is_numbered() const { return is_container() || kind_ == DatumKind::kByteArray; }

  // Each of these requires the kind its name says.
  bool as_bool() const {
    require(kind_ == DatumKind::kBool, "Datum: not a bool");
    return form_ != 0;
  }
  std::int64_t as_int() const {
    require(kind_ == DatumKind::kInt, "Datum: not an int");
    return load<std::int64_t>();
  }
  double as_float() const {
    require(kind_ == DatumKind::kFloat, "Datum: not a float");
    return load<double>();
  }
  std::uint64_t as_backref() const {
    require(kind_ == DatumKind::kBackref, "Datum: not a backref");
    return load<std::uint64_t>();
  }

  // The bytes of a str, bytes, byte array, or big int's magnitude (little-endian, no zero
  // at the end). A short text lies in this very object, so the view dies with it.
  std::string_view text() const&;
  std::string_view text() const&& = delete;
  // Of a str. Not cached for short ones, which are counted in a few steps.
  std::uint64_t code_points() const;
  bool is_ascii() const;
  // Of a big int.
  bool is_negative() const;

  // Of a container; a dict's are key, value, key, value.
  std::span<const Datum> items() const;

  // Of a handle.
  DatumHandleKind handle_kind() const;
  std::uint64_t handle_id() const;
  std::string_view handle_name() const;
  const CapsulePtr& handle_anchor() const;

  const CapsulePtr& as_capsule() const;

  // How much it holds beyond its own sixteen bytes: a text longer than 14 bytes counts
  // its length, a container 24 and 16 for each item and what its items hold. (So a limit
  // of 64 MiB admits a text of 64 MiB.) Nodes shared within one datum count each time, as
  // they do where it is encoded. O(1).
  std::uint64_t size_in_bytes() const;
  // The same, but each node counts once: what it takes of the memory. O(1) unless
  // something repeats.
  std::uint64_t memory_in_bytes() const;

  // O(1).
  bool contains(Content content) const {
    return (contents() & static_cast<std::uint8_t>(content)) != 0;
  }

  // The same for two copies of one node, null for what has no node. Lets a reader of many
  // copies of one long text make it once.
  const void* identity() const { return is_on_heap() ? load<const void*>() : nullptr; }
  // Whether there are other copies of its node just now. Never false for one of several
  // copies that the same thread holds.
  bool has_copies() const;

 private:
  friend class DatumBuilder;
  struct Node;
  struct TextNode;
  struct ContainerNode;
  struct HandleNode;
  struct CapsuleNode;

  // `form_`: for texts the length (low four bits) if inline, and kAscii or kNegative; for
  // containers their Content bits; for handles the DatumHandleKind; for bools the bool. A
  // node adds kOnHeap.
  static constexpr std::uint8_t kOnHeap = 0x80;
  static constexpr std::uint8_t kAscii = 0x40;
  static constexpr std::uint8_t kNegative = 0x20;
  static constexpr std::uint8_t kLow = 0x0f;

  Datum(DatumKind kind, std::uint8_t form) noexcept : kind_(kind), form_(form), rest_{} {}

  static Datum from_text(DatumKind kind, std::uint8_t flag, std::string_view text,
                         std::uint64_t code_points);
  static void destroy(Node* dead);
  static void free_node(Node* node);
  void retain() const noexcept;
  void release() noexcept;
  std::uint8_t contents() const;
  const TextNode* text_node() const;
  const ContainerNode* container_node() const;
  const HandleNode* handle_node() const;

  bool is_on_heap() const { return (form_ & kOnHeap) != 0; }
  void take(const Datum& other) noexcept {
    // It moves house, bytes and all.
    // NOLINTNEXTLINE(bugprone-undefined-memory-manipulation)
    std::memcpy(static_cast<void*>(this), &other, sizeof(Datum));
  }
  void forget() noexcept {
    kind_ = DatumKind::kNone;
    form_ = 0;
  }
  void swap(Datum& other) noexcept {
    Datum kept;
    kept.take(*this);
    take(other);
    other.take(kept);
    kept.forget();
  }
  template <class T>
  T load() const {
    T value;
    std::memcpy(&value, rest_ + 6, sizeof(T));  // NOLINT(bugprone-sizeof-expression)
    return value;
  }
  template <class T>
  void store(T value) {
    std::memcpy(rest_ + 6, &value, sizeof(T));
  }

  DatumKind kind_;
  std::uint8_t form_;
  char rest_[kInlineBytes];
};

static_assert(sizeof(Datum) == 16);

// What one pass over a text finds.
struct TextScan {
  bool is_valid;
  std::uint64_t code_points;
};

// Valid: UTF-8, lone surrogates allowed; no overlong form, nothing above U+10FFFF.
TextScan scan_text(std::string_view text);

// Like a script's repr(), cut after about `limit` bytes: for logs and tests.
std::string debug_text(const Datum& datum, std::size_t limit = 1000);

}  // namespace scriptling
