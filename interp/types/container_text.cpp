// repr of the built-in containers.
#include <fmt/format.h>

#include "interp/types/big_range.h"
#include "interp/types/storage.h"
#include "interp/types/text_builder.h"

namespace scriptling {

namespace {

// The containers that are being printed in this environment, innermost last.
List* being_printed(Vm& vm) {
  static const char key = 0;
  Value* slot = vm.library_slot(&key);
  if (slot->is_undefined()) {
    List* list = make_list(vm.heap());
    slot = vm.library_slot(&key);
    *slot = Value::object(list);
  }
  return as<List>(*slot);
}

bool append_repr(Vm& vm, TextBuilder& out, Value v) {
  if (v.is_int()) {
    fmt::format_int digits(v.i);
    out.append(std::string_view(digits.data(), digits.size()));
    return true;
  }
  Str* text = repr(vm, v);
  if (text == nullptr) return false;
  out.append(text->view());
  return true;
}

bool append_items(Vm& vm, TextBuilder& out, Object* o) {
  bool is_list = o->kind == Kind::kList;
  auto* list = static_cast<List*>(o);
  auto* tuple = static_cast<Tuple*>(o);
  for (uint64_t n = 0; n < (is_list ? list->size : tuple->size); n++) {
    if (n > 0) out.append(", ");
    if (!append_repr(vm, out, is_list ? list->items()[n] : tuple->items[n]) ||
        !vm.poll()) {
      return false;
    }
  }
  return true;
}

enum class Part : uint8_t { kKeys, kValues, kPairs, kEntries };

// The entries of the table that `table` points to, which a script may replace meanwhile.
bool append_entries(Vm& vm, TextBuilder& out, const Owned<Table>* table, Part part) {
  uint32_t position = 0;
  TableEntry* entry;
  for (bool first = true; table_next(*table, &position, &entry); first = false) {
    Value key = entry->key;
    Value v = entry->value;
    if (!first) out.append(", ");
    if (part == Part::kEntries) out.append('(');
    if (part != Part::kValues && !append_repr(vm, out, key)) return false;
    if (part == Part::kPairs) out.append(": ");
    if (part == Part::kEntries) out.append(", ");
    if (part != Part::kKeys && !append_repr(vm, out, v)) return false;
    if (part == Part::kEntries) out.append(')');
    if (!vm.poll()) return false;
  }
  return true;
}

bool append_set(Vm& vm, TextBuilder& out, Set* set) {
  bool bare = set->cls == types.set;
  if (set->live == 0) {
    out.append(set->cls->name->view());
    out.append("()");
    return true;
  }
  if (!bare) {
    out.append(set->cls->name->view());
    out.append('(');
  }
  out.append('{');
  if (!append_entries(vm, out, &set->table, Part::kKeys)) return false;
  out.append(bare ? "}" : "})");
  return true;
}

bool append_view(Vm& vm, TextBuilder& out, DictView* view) {
  Part part = view->view == IteratorKind::kDictKeys     ? Part::kKeys
              : view->view == IteratorKind::kDictValues ? Part::kValues
                                                        : Part::kEntries;
  out.append(view->cls->name->view());
  out.append("([");
  if (!append_entries(vm, out, &view->dict->table, part)) return false;
  out.append("])");
  return true;
}

bool append_container(Vm& vm, TextBuilder& out, Object* o) {
  switch (o->kind) {
    case Kind::kList:
      out.append('[');
      if (!append_items(vm, out, o)) return false;
      out.append(']');
      return true;
    case Kind::kTuple:
      out.append('(');
      if (!append_items(vm, out, o)) return false;
      out.append(static_cast<Tuple*>(o)->size == 1 ? ",)" : ")");
      return true;
    case Kind::kDict:
      out.append('{');
      if (!append_entries(vm, out, &static_cast<Dict*>(o)->table, Part::kPairs)) {
        return false;
      }
      out.append('}');
      return true;
    case Kind::kDictView: return append_view(vm, out, static_cast<DictView*>(o));
    default: return append_set(vm, out, static_cast<Set*>(o));
  }
}

std::string_view own_ellipsis(const Object* o) {
  switch (o->kind) {
    case Kind::kList: return "[...]";
    case Kind::kTuple: return "(...)";
    case Kind::kDict: return "{...}";
    default: return "...";
  }
}

Str* set_ellipsis(Vm& vm, const Object* o) {
  std::string text(o->cls->name->view());
  return make_str(vm.heap(), text + "(...)");
}

Str* container_repr(Vm& vm, Object* o) {
  if (!vm.check_native_depth()) return nullptr;
  ReprScope scope(vm, o);
  if (scope.is_inside_itself()) {
    bool is_set = o->kind == Kind::kSet || o->kind == Kind::kFrozenSet;
    return is_set ? set_ellipsis(vm, o) : make_str(vm.heap(), own_ellipsis(o));
  }
  TextBuilder out(vm);
  return append_container(vm, out, o) ? out.str() : nullptr;
}

Str* wrapped_repr(Vm& vm, std::string_view name, Value v) {
  Str* inner = repr(vm, v);
  if (inner == nullptr) return nullptr;
  TextBuilder out(vm);
  out.append(name);
  out.append('(');
  out.append(inner->view());
  out.append(')');
  return out.str();
}

Str* slice_repr(Vm& vm, Slice* slice) {
  Tuple* bounds = make_tuple(vm.heap(), {slice->start, slice->stop, slice->step});
  Str* inner = repr(vm, Value::object(bounds));
  if (inner == nullptr) return nullptr;
  TextBuilder out(vm);
  out.append("slice");
  out.append(inner->view());
  return out.str();
}

Str* range_repr(Vm& vm, const Range* range) {
  std::string text = "range(" + int_to_text(vm, range_first(range), 10) + ", " +
                     int_to_text(vm, range_end(range), 10);
  Value step = range_stride(range);
  if (!step.is_int() || step.i != 1) text += ", " + int_to_text(vm, step, 10);
  return vm.has_pending() ? nullptr : make_str(vm.heap(), text + ")");
}

}  // namespace

ReprScope::ReprScope(Vm& vm, Object* o) : printed_(being_printed(vm)) {
  for (uint64_t n = 0; n < printed_->size; n++) {
    if (printed_->items()[n].o == o) return;
  }
  list_append(vm.heap(), printed_, Value::object(o));
  added_ = o;
}

ReprScope::~ReprScope() {
  if (added_ == nullptr) return;
  // Nearly always the last one; not so when another thread of the script printed
  // meanwhile.
  for (uint64_t n = printed_->size; n-- > 0;) {
    if (printed_->items()[n].o != added_) continue;
    for (uint64_t k = n; k + 1 < printed_->size; k++) {
      printed_->items()[k] = printed_->items()[k + 1];
    }
    printed_->size--;
    return;
  }
}

Str* builtin_repr(Vm& vm, Object* o) {
  switch (o->kind) {
    case Kind::kRange: return range_repr(vm, static_cast<Range*>(o));
    case Kind::kSlice: return slice_repr(vm, static_cast<Slice*>(o));
    case Kind::kMappingProxy:
      return wrapped_repr(vm, "mappingproxy",
                          Value::object(static_cast<MappingProxy*>(o)->dict));
    case Kind::kBytes:
      return make_str(vm.heap(), bytes_repr(static_cast<Bytes*>(o)->view()));
    case Kind::kByteArray: {
      TextBuilder out(vm);
      out.append(o->cls->name->view());
      out.append('(');
      out.append(bytes_repr(bytes_view(Value::object(o))));
      out.append(')');
      return out.str();
    }
    default: return container_repr(vm, o);
  }
}

}  // namespace scriptling
