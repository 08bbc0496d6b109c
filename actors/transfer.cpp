#include "actors/transfer.h"

#include <fmt/core.h>

#include <array>
#include <unordered_map>
#include <vector>

#include "actors/stub.h"
#include "interp/lib/lib.h"
#include "interp/ops.h"
#include "state/datum_builder.h"

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

Datum big_int_datum(const BigInt* big) {
  size_t limbs = static_cast<size_t>(big->size < 0 ? -big->size : big->size);
  return Datum::big_integer(
      big->size < 0 ? Sign::kNegative : Sign::kPositive,
      {reinterpret_cast<const char*>(big->limbs), limbs * sizeof(uint64_t)});
}

// Numbers for the containers of one message. Most messages have few.
class Numbers {
 public:
  const uint64_t* find(const Object* o) const {
    if (map_.empty()) {
      for (size_t n = 0; n < few_used_; n++) {
        if (few_[n].first == o) return &few_[n].second;
      }
      return nullptr;
    }
    auto found = map_.find(o);
    return found == map_.end() ? nullptr : &found->second;
  }
  void add(const Object* o, uint64_t number) {
    if (map_.empty() && few_used_ < few_.size()) {
      few_[few_used_++] = {o, number};
      return;
    }
    if (map_.empty()) map_.insert(few_.begin(), few_.end());
    map_.emplace(o, number);
  }

 private:
  std::array<std::pair<const Object*, uint64_t>, 8> few_;
  size_t few_used_ = 0;
  std::unordered_map<const Object*, uint64_t> map_;
};

// Walks a value from the outside in; the way from the root is `open_`.
class Sender {
 public:
  Sender(const SendRules& rules, HandleKeeper& keeper) : rules_(rules), keeper_(keeper) {}

  Result<Datum> send(Value v) {
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
    return builder_.finish();
  }

 private:
  struct Open {
    const Object* object;
    uint64_t position = 0;  // Of the next item; of tables, of the next entry.
    Value key;              // Of the dict entry under way.
    bool is_at_value = false;
  };

  static bool is_exact(const Object* o) {
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

  Status place(Value v) {
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
      case Kind::kStr: {
        auto* s = static_cast<const Str*>(o);
        return add(Datum::str(s->view(), s->length));
      }
      case Kind::kBytes: return add(Datum::bytes(static_cast<const Bytes*>(o)->view()));
      case Kind::kBigInt: return add(big_int_datum(static_cast<const BigInt*>(o)));
      case Kind::kHandle: return add_handle(static_cast<const Handle*>(o));
      default: break;
    }
    if (const uint64_t* number = numbers_.find(o)) return add(Datum::backref(*number));
    if (o->kind == Kind::kByteArray) {
      numbers_.add(o, builder_.add(Datum::byte_array(bytes_view(v))));
      return check_size();
    }
    numbers_.add(o, open(o));
    open_.push_back({o, 0, {}, false});
    return check_size();
  }

  uint64_t open(const Object* o) {
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
  static bool advance(Open& at, Value* next) {
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

  static bool next_entry(const Table* table, Open& at) {
    auto position = static_cast<uint32_t>(at.position);
    TableEntry* entry = nullptr;
    if (!table_next(table, &position, &entry)) return false;
    at.position = position;
    at.key = entry->key;
    return true;
  }

  Status add(Datum leaf) {
    builder_.add(std::move(leaf));
    return check_size();
  }

  Status add_handle(const Handle* handle) {
    CapsulePtr anchor;
    if (handle->handle_kind == HandleKind::kPromise)
      anchor = keeper_.anchor_of(handle->id);
    std::string_view name = handle->name ? handle->name->view() : std::string_view();
    return add(Datum::handle(to_datum_kind(handle->handle_kind), name, handle->id,
                             std::move(anchor)));
  }

  Status check_size() const {
    if (builder_.size_in_bytes() <= rules_.limit) return {};
    return Status::value_error(fmt::format(
        "{} is larger than a message may be ({} bytes)", root_name(), rules_.limit));
  }

  std::string_view root_name() const { return rules_.what; }

  Status refuse(const Value& v) const {
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
        fmt::format("cannot send {} to another environment: {}", path, class_behind(v)));
  }

  SendRules rules_;
  HandleKeeper& keeper_;
  DatumBuilder builder_;
  Numbers numbers_;
  std::vector<Open> open_;
};

// Rebuilds a message; containers are numbered as they begin, as the sender did.
class Receiver {
 public:
  Receiver(Vm& vm, HandleKeeper& keeper)
      : vm_(vm), heap_(vm.heap()), keeper_(keeper), numbered_(heap_), values_(heap_) {}

  Value receive(const Datum& root) {
    has_backrefs_ = root.contains(Content::kBackrefs);
    if (!root.is_container()) return leaf(root);
    begin(root);
    for (;;) {
      Open& at = open_.back();
      auto items = at.datum->items();
      if (at.position == items.size()) {
        Value done = container();
        open_.pop_back();
        values_.resize(values_.size() - 2);
        if (open_.empty()) return done;
        put(done);
        continue;
      }
      const Datum& next = items[at.position++];
      if (next.is_container()) {
        begin(next);
      } else {
        put(leaf(next));
      }
    }
  }

 private:
  struct Open {
    const Datum* datum;
    size_t position = 0;
  };

  // For each open container `values_` has two: itself, and the key that waits for its
  // value.
  Value& container() { return values_[values_.size() - 2]; }
  Value& key() { return values_.back(); }

  void begin(const Datum& datum) {
    Value made = shell(datum);
    if (has_backrefs_) numbered_.push_back(made);
    values_.push_back(made);
    values_.push_back(Value::none());
    open_.push_back({&datum, 0});
  }

  Value shell(const Datum& datum) {
    size_t size = datum.items().size();
    switch (datum.kind()) {
      case DatumKind::kList: return Value::object(make_list(heap_, size));
      case DatumKind::kTuple: {
        Tuple* tuple = make_tuple(heap_, size);
        for (size_t n = 0; n < size; n++) tuple->items[n] = Value::none();
        return Value::object(tuple);
      }
      case DatumKind::kDict: return Value::object(make_dict(heap_, size / 2));
      case DatumKind::kSet: return Value::object(make_set(heap_, Kind::kSet, size));
      default: return Value::object(make_set(heap_, Kind::kFrozenSet, size));
    }
  }

  // Keys are data, so hashing and comparing them calls no script and does not fail.
  void put(Value v) {
    Open& at = open_.back();
    switch (at.datum->kind()) {
      case DatumKind::kList: list_append(heap_, as<List>(container()), v); break;
      case DatumKind::kTuple: as<Tuple>(container())->items[at.position - 1] = v; break;
      case DatumKind::kDict:
        if (at.position % 2 == 1) {
          key() = v;
        } else if (is_str(key())) {
          dict_set(heap_, as<Dict>(container()), as<Str>(key()), v);
        } else {
          dict_set(vm_, as<Dict>(container()), key(), v);
        }
        break;
      default: set_add(vm_, as<Set>(container()), v); break;
    }
  }

  Value leaf(const Datum& datum) {
    switch (datum.kind()) {
      case DatumKind::kNone:
      case DatumKind::kCapsule: return Value::none();
      case DatumKind::kBool: return Value::boolean(datum.as_bool());
      case DatumKind::kInt: return Value::integer(datum.as_int());
      case DatumKind::kFloat: return Value::real(datum.as_float());
      case DatumKind::kBigInt: return big_int(datum);
      case DatumKind::kStr:
        return Value::object(
            make_str(heap_, datum.text(), static_cast<uint32_t>(datum.code_points())));
      case DatumKind::kBytes: return Value::object(make_bytes(heap_, datum.text()));
      case DatumKind::kByteArray: {
        Value v = Value::object(make_bytearray(heap_, datum.text()));
        if (has_backrefs_) numbered_.push_back(v);
        return v;
      }
      case DatumKind::kHandle: return handle(datum);
      case DatumKind::kBackref: return numbered_[datum.as_backref()];
      default: throw std::logic_error("not a leaf");
    }
  }

  Value big_int(const Datum& datum) {
    std::string bytes(datum.text());
    Value magnitude = int_from_bytes(heap_, bytes, false);
    return datum.is_negative() ? number_unary(vm_, UnaryOp::kNeg, magnitude) : magnitude;
  }

  Value handle(const Datum& datum) {
    HandleKind kind = to_handle_kind(datum.handle_kind());
    if (kind == HandleKind::kPromise) {
      return keeper_.make_promise(vm_, datum.handle_id(), datum.handle_name(),
                                  datum.handle_anchor());
    }
    return Value::object(make_handle(vm_, kind, datum.handle_id(), datum.handle_name()));
  }

  Vm& vm_;
  Heap& heap_;
  HandleKeeper& keeper_;
  RootVector numbered_;
  RootVector values_;
  std::vector<Open> open_;
  bool has_backrefs_ = false;
};

}  // namespace

Result<Datum> try_to_datum(Value v, const SendRules& rules, HandleKeeper& keeper) {
  switch (v.tag) {  // Most messages are this small.
    case Tag::kNone: return Datum();
    case Tag::kBool: return Datum::boolean(v.i != 0);
    case Tag::kInt: return Datum::integer(v.i);
    case Tag::kFloat: return Datum::number(v.d);
    default: return Sender(rules, keeper).send(v);
  }
}

std::optional<Datum> to_datum(Vm& vm, Value v, const SendRules& rules,
                              HandleKeeper& keeper) {
  Result<Datum> sent = try_to_datum(v, rules, keeper);
  if (sent.is_ok()) return std::move(*sent);
  raise_status(vm, sent.status());
  return std::nullopt;
}

Value to_value(Vm& vm, const Datum& datum, HandleKeeper& keeper) {
  switch (datum.kind()) {
    case DatumKind::kNone: return Value::none();
    case DatumKind::kInt: return Value::integer(datum.as_int());
    default: return Receiver(vm, keeper).receive(datum);
  }
}

Datum object_handle(HandleKind kind, std::string_view name, ObjectId id) {
  return Datum::handle(to_datum_kind(kind), name, id.bits());
}

Class* class_of_status(const Status& status) {
  switch (status.kind()) {
    case ErrorKind::kValue: return types.value_error;
    case ErrorKind::kType: return types.type_error;
    case ErrorKind::kOverflow: return types.overflow_error;
    case ErrorKind::kKey: return types.key_error;
    case ErrorKind::kTimeout: return types.timeout_error;
    case ErrorKind::kPermission: return types.permission_error;
    case ErrorKind::kQueueClosed: return types.queue_closed;
    case ErrorKind::kQueueFull: return types.queue_full;
    case ErrorKind::kDeadlock: return types.deadlock_error;
    case ErrorKind::kCorruption:
    case ErrorKind::kIo: return types.os_error;
    case ErrorKind::kMemory: return types.memory_error;
    default: return types.runtime_error;
  }
}

// OSError(number, message) chooses the class.
Value raise_system_error(Vm& vm, const Status& status) {
  Str* message = make_str(vm.heap(), status.message());
  Value error = vm.call(Value::object(types.os_error),
                        {Value::integer(status.number()), Value::object(message)});
  return error.is_error() ? error : vm.raise_value(error);
}

Value raise_status(Vm& vm, const Status& status) {
  if (status.number() != 0) return raise_system_error(vm, status);
  return vm.raise_text(class_of_status(status), status.message());
}

std::string path_step(const Value& key) {
  switch (key.tag) {
    case Tag::kInt: return fmt::format("[{}]", key.i);
    case Tag::kFloat: return fmt::format("[{}]", float_repr(key.d));
    case Tag::kBool: return key.i ? "[True]" : "[False]";
    case Tag::kNone: return "[None]";
    default: break;
  }
  if (is_str(key)) return fmt::format("[{}]", str_repr(text_of(key)));
  if (is_kind(key, Kind::kBytes)) return fmt::format("[{}]", bytes_repr(bytes_view(key)));
  return fmt::format("[a {}]", class_name(key));
}

}  // namespace scriptling
