// Copying values out, from the outside in; the way from the root is `open_`.
#include "actors/sender.h"

#include <fmt/core.h>

#include "actors/stub.h"
#include "interp/lib/lib.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

// The rooms that meet here number the kinds of handles each in its own way.
constexpr std::array<std::pair<HandleKind, DatumHandleKind>, 8> kHandleKinds = {{
    {HandleKind::kPromise, DatumHandleKind::kPromise},
    {HandleKind::kAtomic, DatumHandleKind::kAtomic},
    {HandleKind::kShared, DatumHandleKind::kShared},
    {HandleKind::kWaitGroup, DatumHandleKind::kWaitGroup},
    {HandleKind::kQueue, DatumHandleKind::kQueue},
    {HandleKind::kLock, DatumHandleKind::kLock},
    {HandleKind::kSemaphore, DatumHandleKind::kSemaphore},
    {HandleKind::kKvStore, DatumHandleKind::kKvStore},
}};

Datum big_int_datum(const BigInt* big) {
  size_t limbs = static_cast<size_t>(big->size < 0 ? -big->size : big->size);
  return Datum::big_integer(
      big->size < 0 ? Sign::kNegative : Sign::kPositive,
      {reinterpret_cast<const char*>(big->limbs), limbs * sizeof(uint64_t)});
}

bool is_exact(const Object* o) {
  switch (o->kind) {
    case Kind::kStr: return o->cls == types.str;
    case Kind::kBytes: return o->cls == types.bytes;
    case Kind::kByteArray: return o->cls == types.bytearray;
    case Kind::kBigInt: return o->cls == types.int_;
    case Kind::kList: return o->cls == types.list;
    case Kind::kTuple: return o->cls == types.tuple;
    case Kind::kDict: return o->cls == types.dict;
    case Kind::kSet: return o->cls == types.set;
    case Kind::kFrozenSet: return o->cls == types.frozenset;
    case Kind::kHandle: return true;
    default: return false;
  }
}

uint64_t text_size(const Object* o) {
  switch (o->kind) {
    case Kind::kStr: return static_cast<const Str*>(o)->size;
    case Kind::kBytes: return static_cast<const Bytes*>(o)->size;
    default: {
      int32_t limbs = static_cast<const BigInt*>(o)->size;
      return sizeof(uint64_t) * static_cast<uint64_t>(limbs < 0 ? -limbs : limbs);
    }
  }
}

}  // namespace

DatumHandleKind to_datum_kind(HandleKind kind) {
  for (auto [ours, theirs] : kHandleKinds) {
    if (ours == kind) return theirs;
  }
  throw std::logic_error("unknown kind of handle");
}

HandleKind to_handle_kind(DatumHandleKind kind) {
  for (auto [ours, theirs] : kHandleKinds) {
    if (theirs == kind) return ours;
  }
  throw std::logic_error("unknown kind of handle");
}

Datum text_datum(const Object* o) {
  switch (o->kind) {
    case Kind::kStr: {
      auto* s = static_cast<const Str*>(o);
      return Datum::str(s->view(), s->length);
    }
    case Kind::kBytes: return Datum::bytes(static_cast<const Bytes*>(o)->view());
    default: return big_int_datum(static_cast<const BigInt*>(o));
  }
}

// -- Texts ------------------------------------------------------------------------------

const Datum* SentTexts::find(const Object* o) const {
  if (text_size(o) >= kLong) {
    auto found = long_.find(o);
    return found == long_.end() ? nullptr : &found->second;
  }
  const auto& [known, datum] =
      first_.first == o || latest_.empty() ? first_ : latest_[slot(o)];
  return known == o ? &datum : nullptr;
}

void SentTexts::add(const Object* o, const Datum& datum) {
  if (text_size(o) >= kLong) {
    long_.emplace(o, datum);
    return;
  }
  if (first_.first == nullptr) {
    first_ = {o, datum};
    return;
  }
  if (latest_.empty()) latest_.resize(kLatest);
  latest_[slot(o)] = {o, datum};
}

// -- Sending ----------------------------------------------------------------------------

Result<Datum> Sender::send(Value v) {
  if (Status bad = place(v); !bad.is_ok()) return bad;
  while (!open_.empty()) {
    Value next;
    if (!advance(open_.back(), &next)) {
      builder_.close();
      open_.pop_back();
      continue;
    }
    if (Status bad = place(next); !bad.is_ok()) return bad;
  }
  sent_bytes_ = builder_.memory_in_bytes();
  return builder_.finish();
}

Status Sender::place(Value v) {
  switch (v.tag) {
    case Tag::kNone: return add(Datum());
    case Tag::kBool: return add(Datum::boolean(v.i != 0));
    case Tag::kInt: return add(Datum::integer(v.i));
    case Tag::kFloat: return add(Datum::number(v.d));
    case Tag::kObject: break;
    default: return refuse(v);
  }
  const Object* o = v.o;
  if (!is_exact(o)) return refuse(v);
  switch (o->kind) {
    case Kind::kStr:
    case Kind::kBytes:
    case Kind::kBigInt: return add_text(o);
    case Kind::kHandle: return add_handle(static_cast<const Handle*>(o));
    default: break;
  }
  if (const uint64_t* number = numbers_.find(o)) return add(Datum::backref(*number));
  if (others_ != nullptr && others_->hold(o)) return refuse(v);
  if (o->kind == Kind::kByteArray) {
    numbers_.add(o, builder_.add(Datum::byte_array(bytes_view(v))));
    return check_size();
  }
  numbers_.add(o, open(o));
  open_.push_back({o, 0, {}, false});
  return check_size();
}

uint64_t Sender::open(const Object* o) {
  switch (o->kind) {
    case Kind::kList:
      return builder_.open(DatumKind::kList, static_cast<const List*>(o)->size);
    case Kind::kTuple:
      return builder_.open(DatumKind::kTuple, static_cast<const Tuple*>(o)->size);
    case Kind::kDict:
      return builder_.open(DatumKind::kDict,
                           size_t{2} * static_cast<const Dict*>(o)->live);
    default: {
      auto* set = static_cast<const Set*>(o);
      auto kind = o->kind == Kind::kSet ? DatumKind::kSet : DatumKind::kFrozenSet;
      return builder_.open(kind, set->live);
    }
  }
}

// False at the end.
bool Sender::advance(Open& at, Value* next) {
  switch (at.object->kind) {
    case Kind::kList: {
      auto* list = static_cast<const List*>(at.object);
      if (at.position >= list->size) return false;
      *next = list->items()[at.position++];
      return true;
    }
    case Kind::kTuple: {
      auto* tuple = static_cast<const Tuple*>(at.object);
      if (at.position >= tuple->size) return false;
      *next = tuple->items[at.position++];
      return true;
    }
    case Kind::kDict: {
      const Table* table = static_cast<const Dict*>(at.object)->table;
      if (at.is_at_value) {
        *next = table->entries[at.position - 1].value;
        at.is_at_value = false;
        return true;
      }
      if (!next_entry(table, at)) return false;
      at.is_at_value = true;
      *next = at.key;
      return true;
    }
    default: {
      if (!next_entry(static_cast<const Set*>(at.object)->table, at)) return false;
      *next = at.key;
      return true;
    }
  }
}

bool Sender::next_entry(const Table* table, Open& at) {
  auto position = static_cast<uint32_t>(at.position);
  TableEntry* entry = nullptr;
  if (!table_next(table, &position, &entry)) return false;
  at.position = position;
  at.key = entry->key;
  return true;
}

Status Sender::add(Datum leaf) {
  builder_.add(std::move(leaf));
  return check_size();
}

// What fits into the Datum itself is as cheap to copy as to find.
Status Sender::add_text(const Object* o) {
  if (text_size(o) <= Datum::kInlineBytes) return add(text_datum(o));
  SentTexts& texts = others_ == nullptr ? own_texts_ : others_->texts;
  if (const Datum* known = texts.find(o)) {
    builder_.add_again(*known);
    return check_size();
  }
  Datum made = text_datum(o);
  if (!open_.empty() || others_ != nullptr) texts.add(o, made);
  return add(std::move(made));
}

Status Sender::add_handle(const Handle* handle) {
  CapsulePtr anchor;
  if (handle->handle_kind == HandleKind::kPromise) anchor = keeper_.anchor_of(handle->id);
  std::string_view name = handle->name ? handle->name->view() : std::string_view();
  return add(Datum::handle(to_datum_kind(handle->handle_kind), name, handle->id,
                           std::move(anchor)));
}

Status Sender::check_size() const {
  if (builder_.memory_in_bytes() <= rules_.limit) return {};
  return Status::value_error(fmt::format("{} is larger than a message may be ({} bytes)",
                                         rules_.what, rules_.limit));
}

Status Sender::refuse(const Value& v) const {
  if (others_ != nullptr) return Status::type_error("");  // Nobody reads it.
  std::string path(rules_.what);
  for (const Open& at : open_) {
    switch (at.object->kind) {
      case Kind::kList:
      case Kind::kTuple: path += fmt::format("[{}]", at.position - 1); break;
      case Kind::kDict:
        // A key that can't be sent is shown as it is; a value by its key.
        path += at.is_at_value ? std::string(" key") : path_step(at.key);
        break;
      default: path += " item"; break;
    }
  }
  return Status::type_error(
      fmt::format("cannot send {} to {}: {}", path, rules_.to, class_behind(v)));
}

}  // namespace scriptling
