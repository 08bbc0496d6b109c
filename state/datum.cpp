#include "state/datum.h"

#include <cstdlib>
#include <limits>
#include <new>
#include <unordered_set>
#include <vector>

#include "state/datum_node.h"

namespace scriptling {

namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

std::uint64_t add_up(std::uint64_t a, std::uint64_t b) {
  return a > kMost - b ? kMost : a + b;
}

bool is_continuation(unsigned char byte) { return (byte & 0xc0) == 0x80; }

// The length of the valid sequence at `at`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
  };
  unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4 || !is_continuation(byte(1))) return 0;
  if (first < 0xe0) return 2;
  if (!is_continuation(byte(2))) return 0;
  if (first == 0xe0 && byte(1) < 0xa0) return 0;
  if (first < 0xf0) return 3;
  if (!is_continuation(byte(3))) return 0;
  if (first == 0xf0 && byte(1) < 0x90) return 0;
  if (first == 0xf4 && byte(1) > 0x8f) return 0;
  return 4;
}

// How many of `text`'s first bytes, in eights, are ASCII.
std::size_t ascii_prefix(std::string_view text, std::size_t from) {
  std::size_t at = from;
  while (at + 8 <= text.size()) {
    std::uint64_t eight;
    std::memcpy(&eight, text.data() + at, 8);
    if (eight & 0x8080808080808080u) break;
    at += 8;
  }
  return at - from;
}

std::uint64_t count_code_points(std::string_view text) {
  std::uint64_t count = 0;
  for (char c : text) count += !is_continuation(static_cast<unsigned char>(c));
  return count;
}

std::string_view without_high_zeros(std::string_view magnitude) {
  std::size_t size = magnitude.size();
  while (size > 0 && magnitude[size - 1] == 0) --size;
  return magnitude.substr(0, size);
}

}  // namespace

std::string_view kind_name(DatumKind kind) {
  switch (kind) {
    case DatumKind::kNone: return "NoneType";
    case DatumKind::kBool: return "bool";
    case DatumKind::kInt:
    case DatumKind::kBigInt: return "int";
    case DatumKind::kFloat: return "float";
    case DatumKind::kStr: return "str";
    case DatumKind::kBytes: return "bytes";
    case DatumKind::kByteArray: return "bytearray";
    case DatumKind::kList: return "list";
    case DatumKind::kTuple: return "tuple";
    case DatumKind::kDict: return "dict";
    case DatumKind::kSet: return "set";
    case DatumKind::kFrozenSet: return "frozenset";
    case DatumKind::kHandle: return "handle";
    case DatumKind::kBackref: return "backref";
    case DatumKind::kCapsule: break;
  }
  return "capsule";
}

TextScan scan_text(std::string_view text) {
  std::uint64_t code_points = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t ascii = ascii_prefix(text, at);
    at += ascii;
    code_points += ascii;
    if (at == text.size()) break;
    std::size_t length = sequence_length(text, at);
    if (length == 0) return {false, code_points};
    at += length;
    ++code_points;
  }
  return {true, code_points};
}

Datum Datum::boolean(bool value) { return Datum(DatumKind::kBool, value ? 1 : 0); }

Datum Datum::integer(std::int64_t value) {
  Datum made(DatumKind::kInt, 0);
  made.store(value);
  return made;
}

Datum Datum::number(double value) {
  Datum made(DatumKind::kFloat, 0);
  made.store(value);
  return made;
}

Datum Datum::big_integer(Sign sign, std::string_view magnitude) {
  magnitude = without_high_zeros(magnitude);
  bool is_negative = sign == Sign::kNegative;
  if (magnitude.size() <= 8) {
    std::uint64_t value = 0;
    for (std::size_t i = magnitude.size(); i-- > 0;)
      value = value << 8 | static_cast<unsigned char>(magnitude[i]);
    constexpr std::uint64_t kEdge = std::uint64_t{1} << 63;
    if (value < kEdge || (is_negative && value == kEdge))
      return integer(static_cast<std::int64_t>(is_negative ? 0 - value : value));
  }
  return from_text(DatumKind::kBigInt, is_negative ? kNegative : 0, magnitude, 0);
}

Datum Datum::str(std::string_view text) { return str(text, count_code_points(text)); }

Datum Datum::str(std::string_view text, std::uint64_t code_points) {
  bool is_ascii = code_points == text.size();
  return from_text(DatumKind::kStr, is_ascii ? kAscii : 0, text, code_points);
}

Datum Datum::bytes(std::string_view bytes) {
  return from_text(DatumKind::kBytes, 0, bytes, 0);
}

Datum Datum::byte_array(std::string_view bytes) {
  return from_text(DatumKind::kByteArray, 0, bytes, 0);
}

Datum Datum::from_text(DatumKind kind, std::uint8_t flag, std::string_view text,
                       std::uint64_t code_points) {
  if (text.size() <= kInlineBytes) {
    Datum made(kind, static_cast<std::uint8_t>(flag | text.size()));
    if (!text.empty()) std::memcpy(made.rest_, text.data(), text.size());
    return made;
  }
  void* memory = std::malloc(sizeof(TextNode) + text.size());
  if (memory == nullptr) throw std::bad_alloc();
  auto* node = new (memory) TextNode{{{1}, kind}, text.size(), code_points};
  std::memcpy(node->bytes(), text.data(), text.size());
  Datum made(kind, flag | kOnHeap);
  made.store<const void*>(node);
  return made;
}

Datum::ContainerNode* Datum::ContainerNode::reallocate(ContainerNode* node,
                                                       std::uint64_t capacity) {
  constexpr std::uint64_t kMostItems =
      (kMost / 2 - sizeof(ContainerNode)) / sizeof(Datum);
  if (capacity > kMostItems) throw std::bad_alloc();
  void* memory = std::realloc(static_cast<void*>(node),
                              sizeof(ContainerNode) + capacity * sizeof(Datum));
  if (memory == nullptr) throw std::bad_alloc();
  return static_cast<ContainerNode*>(memory);
}

Datum Datum::container(DatumKind kind, std::span<Datum> items) {
  Datum made(kind, 0);
  require(made.is_container(), "Datum: not a container's kind");
  if (items.empty()) return made;
  std::uint64_t bytes = sizeof(ContainerNode) + items.size() * sizeof(Datum);
  std::uint8_t contents = 0;
  for (const Datum& item : items) {
    bytes = add_up(bytes, item.size_in_bytes());
    contents |= item.contents();
  }
  require((contents & static_cast<std::uint8_t>(Content::kBackrefs)) == 0,
          "Datum: a backref needs a DatumBuilder");
  ContainerNode* node = ContainerNode::reallocate(nullptr, items.size());
  new (node) ContainerNode{{{1}, kind}, items.size(), {bytes}};
  for (std::size_t i = 0; i < items.size(); ++i)
    new (node->items() + i) Datum(std::move(items[i]));
  made.form_ = contents | kOnHeap;
  made.store<const void*>(node);
  return made;
}

Datum Datum::container(DatumKind kind, std::initializer_list<Datum> items) {
  auto copies = std::make_unique<Datum[]>(items.size());
  std::copy(items.begin(), items.end(), copies.get());
  return container(kind, std::span<Datum>(copies.get(), items.size()));
}

Datum Datum::handle(DatumHandleKind kind, std::string_view name, std::uint64_t id,
                    CapsulePtr anchor) {
  Datum made(DatumKind::kHandle, static_cast<std::uint8_t>(kind));
  if (name.empty() && anchor == nullptr) {
    made.store(id);
    return made;
  }
  auto* node =
      new HandleNode{{{1}, DatumKind::kHandle}, id, std::string(name), std::move(anchor)};
  made.form_ |= kOnHeap;
  made.store<const void*>(node);
  return made;
}

Datum Datum::backref(std::uint64_t number) {
  Datum made(DatumKind::kBackref, 0);
  made.store(number);
  return made;
}

Datum Datum::capsule(CapsulePtr capsule) {
  require(capsule != nullptr, "Datum: an empty capsule");
  Datum made(DatumKind::kCapsule, kOnHeap);
  made.store<const void*>(
      new CapsuleNode{{{1}, DatumKind::kCapsule}, std::move(capsule)});
  return made;
}

const Datum::TextNode* Datum::text_node() const { return load<const TextNode*>(); }

const Datum::ContainerNode* Datum::container_node() const {
  return load<const ContainerNode*>();
}

const Datum::HandleNode* Datum::handle_node() const { return load<const HandleNode*>(); }

std::string_view Datum::text() const& {
  require(is_text(), "Datum: not a text");
  if (!is_on_heap()) return {rest_, static_cast<std::size_t>(form_ & kLow)};
  return {text_node()->bytes(), text_node()->size};
}

std::uint64_t Datum::code_points() const {
  require(kind_ == DatumKind::kStr, "Datum: not a str");
  if (is_on_heap()) return text_node()->code_points;
  return is_ascii() ? form_ & kLow : count_code_points(text());
}

bool Datum::is_ascii() const {
  require(kind_ == DatumKind::kStr, "Datum: not a str");
  return (form_ & kAscii) != 0;
}

bool Datum::is_negative() const {
  require(kind_ == DatumKind::kBigInt, "Datum: not a big int");
  return (form_ & kNegative) != 0;
}

std::span<const Datum> Datum::items() const {
  require(is_container(), "Datum: not a container");
  if (!is_on_heap()) return {};
  return {container_node()->items(), container_node()->count};
}

DatumHandleKind Datum::handle_kind() const {
  require(kind_ == DatumKind::kHandle, "Datum: not a handle");
  return static_cast<DatumHandleKind>(form_ & kLow);
}

std::uint64_t Datum::handle_id() const {
  require(kind_ == DatumKind::kHandle, "Datum: not a handle");
  return is_on_heap() ? handle_node()->id : load<std::uint64_t>();
}

std::string_view Datum::handle_name() const {
  require(kind_ == DatumKind::kHandle, "Datum: not a handle");
  return is_on_heap() ? std::string_view(handle_node()->name) : std::string_view();
}

const CapsulePtr& Datum::handle_anchor() const {
  static const CapsulePtr kNoAnchor;
  require(kind_ == DatumKind::kHandle, "Datum: not a handle");
  return is_on_heap() ? handle_node()->anchor : kNoAnchor;
}

const CapsulePtr& Datum::as_capsule() const {
  require(kind_ == DatumKind::kCapsule, "Datum: not a capsule");
  return load<const CapsuleNode*>()->capsule;
}

std::uint64_t Datum::size_in_bytes() const {
  if (!is_on_heap()) return is_container() ? sizeof(ContainerNode) : 0;
  if (is_text()) return text_node()->size;
  if (is_container()) return container_node()->bytes;
  if (kind_ == DatumKind::kHandle) return handle_node()->name.size();
  return 0;
}

std::uint64_t Datum::memory_in_bytes() const {
  if (!contains(Content::kRepeats)) return size_in_bytes();
  std::uint64_t bytes = size_in_bytes();
  std::unordered_set<const void*> seen;
  std::vector<const Datum*> todo = {this};
  while (!todo.empty()) {
    const Datum* next = todo.back();
    todo.pop_back();
    for (const Datum& item : next->items()) {
      if (item.is_container()) {
        todo.push_back(&item);
      } else if (item.identity() != nullptr && !seen.insert(item.identity()).second) {
        bytes -= item.size_in_bytes();
      }
    }
  }
  return bytes;
}

bool Datum::has_copies() const {
  return is_on_heap() &&
         load<const Node*>()->references.load(std::memory_order_relaxed) > 1;
}

std::uint8_t Datum::contents() const {
  if (is_container()) return form_ & kLow;
  if (kind_ == DatumKind::kHandle) return static_cast<std::uint8_t>(Content::kHandles);
  if (kind_ == DatumKind::kBackref) return static_cast<std::uint8_t>(Content::kBackrefs);
  if (kind_ == DatumKind::kCapsule) return static_cast<std::uint8_t>(Content::kCapsules);
  return 0;
}

void Datum::retain() const noexcept {
  load<Node*>()->references.fetch_add(1, std::memory_order_relaxed);
}

void Datum::release() noexcept {
  Node* node = load<Node*>();
  if (node->references.fetch_sub(1, std::memory_order_acq_rel) == 1) destroy(node);
}

// Containers to be freed are chained through themselves, so that depth costs no stack and
// no memory.
void Datum::destroy(Node* dead) {
  ContainerNode* chain = nullptr;
  auto bury = [&chain](Node* node) {
    if (node->kind < DatumKind::kList || node->kind > DatumKind::kFrozenSet)
      return free_node(node);
    auto* container = static_cast<ContainerNode*>(node);
    container->next_dead = chain;
    chain = container;
  };
  bury(dead);
  while (chain != nullptr) {
    ContainerNode* node = chain;
    chain = static_cast<ContainerNode*>(node->next_dead);
    for (std::uint64_t i = 0; i < node->count; ++i) {
      Datum& item = node->items()[i];
      if (!item.is_on_heap()) continue;
      Node* below = item.load<Node*>();
      if (below->references.fetch_sub(1, std::memory_order_acq_rel) == 1) bury(below);
    }
    std::free(static_cast<void*>(node));
  }
}

void Datum::free_node(Node* node) {
  if (node->kind == DatumKind::kHandle)
    delete static_cast<HandleNode*>(node);
  else if (node->kind == DatumKind::kCapsule)
    delete static_cast<CapsuleNode*>(node);
  else
    std::free(static_cast<void*>(node));
}

}  // namespace scriptling
