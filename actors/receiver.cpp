// Making values of messages; containers are numbered as they begin, as the sender did.
#include "actors/receiver.h"

#include "actors/sender.h"
#include "interp/lib/lib.h"
#include "interp/ops.h"

namespace scriptling {

Receiver::Receiver(Vm& vm, HandleKeeper& keeper)
    : vm_(vm), heap_(vm.heap()), keeper_(keeper), own_numbered_(heap_), values_(heap_) {}

Value Receiver::receive(const Datum& root) {
  own_numbered_.clear();
  first_ = 0;
  numbered_ = root.contains(Content::kBackrefs) ? &own_numbered_ : nullptr;
  return root.is_container() ? receive_container(root) : leaf(root);
}

Value Receiver::receive(const Datum& root, RootVector& numbered) {
  first_ = numbered.size();
  numbered_ = &numbered;
  return root.is_container() ? receive_container(root) : leaf(root);
}

Value Receiver::receive_container(const Datum& root) {
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

void Receiver::begin(const Datum& datum) {
  Value made = shell(datum);
  note(made);
  values_.push_back(made);
  values_.push_back(Value::none());
  open_.push_back({&datum, 0});
}

Value Receiver::shell(const Datum& datum) {
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
void Receiver::put(Value v) {
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

Value Receiver::leaf(const Datum& datum) {
  switch (datum.kind()) {
    case DatumKind::kNone:
    case DatumKind::kCapsule: return Value::none();
    case DatumKind::kBool: return Value::boolean(datum.as_bool());
    case DatumKind::kInt: return Value::integer(datum.as_int());
    case DatumKind::kFloat: return Value::real(datum.as_float());
    case DatumKind::kBigInt:
    case DatumKind::kStr:
    case DatumKind::kBytes: return text(datum);
    case DatumKind::kByteArray: {
      Value v = Value::object(make_bytearray(heap_, datum.text()));
      note(v);
      return v;
    }
    case DatumKind::kHandle: return handle(datum);
    case DatumKind::kBackref: return (*numbered_)[first_ + datum.as_backref()];
    default: throw std::logic_error("not a leaf");
  }
}

void Receiver::note(Value v) {
  if (numbered_ != nullptr) numbered_->push_back(v);
}

// One that stands in several places is made once.
Value Receiver::text(const Datum& datum) {
  if (!datum.has_copies()) return make_text(datum);
  auto found = texts_.find(datum.identity());
  if (found != texts_.end()) return found->second;
  Value made = make_text(datum);
  texts_.emplace(datum.identity(), made);
  return made;
}

Value Receiver::make_text(const Datum& datum) {
  switch (datum.kind()) {
    case DatumKind::kStr:
      return Value::object(
          make_str(heap_, datum.text(), static_cast<uint32_t>(datum.code_points())));
    case DatumKind::kBytes: return Value::object(make_bytes(heap_, datum.text()));
    default: return big_int(datum);
  }
}

Value Receiver::big_int(const Datum& datum) {
  std::string bytes(datum.text());
  Value magnitude = int_from_bytes(heap_, bytes, false);
  return datum.is_negative() ? number_unary(vm_, UnaryOp::kNeg, magnitude) : magnitude;
}

Value Receiver::handle(const Datum& datum) {
  HandleKind kind = to_handle_kind(datum.handle_kind());
  if (kind == HandleKind::kPromise) {
    return keeper_.make_promise(vm_, datum.handle_id(), datum.handle_name(),
                                datum.handle_anchor());
  }
  return Value::object(make_handle(vm_, kind, datum.handle_id(), datum.handle_name()));
}

}  // namespace scriptling
