// re.Match.

#include "interp/lib/re_objects.h"
#include "interp/types/arguments.h"
#include "interp/types/text_search.h"

namespace scriptling {

namespace {

RegexMatch* self_of(const Args& args) { return static_cast<RegexMatch*>(args[0].o); }

void match_trace(Object* o, Tracer& tracer) {
  auto* match = static_cast<RegexMatch*>(o);
  tracer.visit(match->pattern);
  tracer.visit(match->original);
  tracer.visit(match->text);
}

constexpr TypeSlots kSlots{nullptr, match_trace, nullptr};

std::string_view view_of(const RegexMatch* match) {
  return match->text->kind == Kind::kStr ? static_cast<Str*>(match->text)->view()
                                         : static_cast<Bytes*>(match->text)->view();
}

bool is_ascii(const RegexMatch* match) {
  return match->text->kind != Kind::kStr || static_cast<Str*>(match->text)->is_ascii();
}

// What a script knows byte `byte` of the text by. Counts from the anchor on, and leaves
// it there: what is asked next is near.
int64_t index_of(RegexMatch* match, uint32_t byte) {
  if (byte == kNoOffset) return -1;
  if (is_ascii(match)) return byte;
  std::string_view text = view_of(match);
  uint32_t anchor = match->anchor_byte;
  if (byte >= anchor) {
    match->anchor_index +=
        static_cast<uint32_t>(count_code_points(text.substr(anchor, byte - anchor)));
  } else {
    match->anchor_index -=
        static_cast<uint32_t>(count_code_points(text.substr(byte, anchor - byte)));
  }
  match->anchor_byte = byte;
  return match->anchor_index;
}

// The number of a group given by number or name. False: IndexError is pending.
bool group_of(Vm& vm, const RegexMatch* match, Value key, uint32_t* group) {
  *group = 0;
  if (key.is_undefined()) return true;
  if (is_str(key)) {
    Value* known = dict_find(match->pattern->group_index, as<Str>(key));
    if (known != nullptr) {
      *group = static_cast<uint32_t>(known->i);
      return true;
    }
  } else if (key.is_int_or_bool() || is_int_like(key) ||
             !vm.lookup(class_of(key), names.index).is_undefined()) {
    auto number = to_index_clamped(vm, key);
    if (!number) return false;
    if (*number >= 0 && *number < match->pairs) {
      *group = static_cast<uint32_t>(*number);
      return true;
    }
  }
  vm.raise(types.index_error, "no such group");
  return false;
}

Value span_of(Vm& vm, RegexMatch* match, uint32_t group) {
  int64_t begin = index_of(match, match->offsets[2 * group]);
  int64_t end = index_of(match, match->offsets[2 * group + 1]);
  return Value::object(
      make_tuple(vm.heap(), {Value::integer(begin), Value::integer(end)}));
}

// -- Groups -----------------------------------------------------------------------------

Value match_group(Vm& vm, const Args& args) {
  const RegexMatch* self = self_of(args);
  uint32_t group;
  if (args.rest_count == 0) return regex_group_text(vm, self, 0, Value::none());
  if (args.rest_count == 1) {
    if (!group_of(vm, self, args.rest[0], &group)) return Value::error();
    return regex_group_text(vm, self, group, Value::none());
  }
  Tuple* all = make_tuple(vm.heap(), args.rest_count);
  for (uint32_t n = 0; n < args.rest_count; n++) {
    if (!group_of(vm, self, args.rest[n], &group)) return Value::error();
    all->items[n] = regex_group_text(vm, self, group, Value::none());
  }
  return Value::object(all);
}

Value match_getitem(Vm& vm, const Args& args) {
  uint32_t group;
  if (!group_of(vm, self_of(args), args[1], &group)) return Value::error();
  return regex_group_text(vm, self_of(args), group, Value::none());
}

Value match_groups(Vm& vm, const Args& args) {
  const RegexMatch* self = self_of(args);
  Value otherwise = args.given(1) ? args[1] : Value::none();
  Tuple* all = make_tuple(vm.heap(), self->pairs - 1);
  for (uint32_t n = 1; n < self->pairs; n++)
    all->items[n - 1] = regex_group_text(vm, self, n, otherwise);
  return Value::object(all);
}

Value match_groupdict(Vm& vm, const Args& args) {
  const RegexMatch* self = self_of(args);
  Value otherwise = args.given(1) ? args[1] : Value::none();
  Dict* index = self->pattern->group_index;
  Dict* all = make_dict(vm.heap(), index->live);
  uint32_t at = 0;
  for (TableEntry* e; table_next(index->table, &at, &e);) {
    Value text = regex_group_text(vm, self, static_cast<uint32_t>(e->value.i), otherwise);
    dict_set(vm.heap(), all, as<Str>(e->key), text);
  }
  return Value::object(all);
}

Value match_expand(Vm& vm, const Args& args) {
  return regex_expand(vm, self_of(args), args[1]);
}

// -- Places -----------------------------------------------------------------------------

template <int which>
Value match_place(Vm& vm, const Args& args) {
  uint32_t group;
  if (!group_of(vm, self_of(args), args[1], &group)) return Value::error();
  return Value::integer(
      index_of(self_of(args), self_of(args)->offsets[2 * group + which]));
}

Value match_span(Vm& vm, const Args& args) {
  uint32_t group;
  if (!group_of(vm, self_of(args), args[1], &group)) return Value::error();
  return span_of(vm, self_of(args), group);
}

Value match_regs(Vm& vm, const Args& args) {
  RegexMatch* self = self_of(args);
  Tuple* all = make_tuple(vm.heap(), self->pairs);
  for (uint32_t n = 0; n < self->pairs; n++) all->items[n] = span_of(vm, self, n);
  return Value::object(all);
}

Value match_pos(Vm&, const Args& args) { return Value::integer(self_of(args)->pos); }
Value match_endpos(Vm&, const Args& args) {
  return Value::integer(self_of(args)->endpos);
}
Value match_string(Vm&, const Args& args) { return self_of(args)->original; }
Value match_re(Vm&, const Args& args) { return Value::object(self_of(args)->pattern); }

Value match_lastindex(Vm&, const Args& args) {
  int32_t last = self_of(args)->last_group;
  return last == 0 ? Value::none() : Value::integer(last);
}

Value match_lastgroup(Vm&, const Args& args) {
  const RegexMatch* self = self_of(args);
  Dict* index = self->pattern->group_index;
  uint32_t at = 0;
  for (TableEntry* e; self->last_group != 0 && table_next(index->table, &at, &e);) {
    if (e->value.i == self->last_group) return e->key;
  }
  return Value::none();
}

// -- The rest ---------------------------------------------------------------------------

Value match_repr(Vm& vm, const Args& args) {
  constexpr size_t kLongestShown = 50;
  RegexMatch* self = self_of(args);
  Str* text = repr(vm, regex_group_text(vm, self, 0, Value::none()));
  if (text == nullptr) return Value::error();
  uint32_t shown = str_offset(
      text, static_cast<uint32_t>(std::min<size_t>(text->length, kLongestShown)));
  int64_t begin = index_of(self, self->offsets[0]);
  int64_t end = index_of(self, self->offsets[1]);
  return str_value(vm, fmt::format("<re.Match object; span=({}, {}), match={}>", begin,
                                   end, text->view().substr(0, shown)));
}

Value match_copy(Vm&, const Args& args) { return args[0]; }

Value match_new(Vm& vm, const Args&) {
  return vm.type_error("cannot create 're.Match' instances");
}

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;

constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", match_new, nullptr,
     NativeBinding::kStaticMethod},
    {"group(self, /, *args)", match_group,
     "The text of a group by number or name; of several, a tuple.", kMethod},
    {"__getitem__(self, key, /)", match_getitem, nullptr, kMethod},
    {"groups(self, /, default=None)", match_groups, "The texts of all groups.", kMethod},
    {"groupdict(self, /, default=None)", match_groupdict,
     "The texts of the groups with names.", kMethod},
    {"start(self, group=0, /)", match_place<0>, "Where a group begins; -1: nowhere.",
     kMethod},
    {"end(self, group=0, /)", match_place<1>, "Where a group ends; -1: nowhere.",
     kMethod},
    {"span(self, group=0, /)", match_span, "Where a group begins and ends.", kMethod},
    {"expand(self, /, template)", match_expand,
     "The template as sub() would put it in place of the match.", kMethod},
    {"pos(self)", match_pos, "Where the search began.", kGetter},
    {"endpos(self)", match_endpos, "Where the search would have ended.", kGetter},
    {"lastindex(self)", match_lastindex, "The group that closed last, or None.", kGetter},
    {"lastgroup(self)", match_lastgroup, "Its name, or None.", kGetter},
    {"re(self)", match_re, "The pattern.", kGetter},
    {"string(self)", match_string, "What was searched.", kGetter},
    {"regs(self)", match_regs, "The spans of all groups.", kGetter},
    {"__repr__(self, /)", match_repr, nullptr, kMethod},
    {"__copy__(self, /)", match_copy, nullptr, kMethod},
    {"__deepcopy__(self, memo, /)", match_copy, nullptr, kMethod},
    {"__class_getitem__(cls, key, /)", class_getitem_self, nullptr,
     NativeBinding::kClassMethod},
};

}  // namespace

Class* regex_match_class() {
  static Class* const cls = [] {
    Class* made = make_class("re.Match", types.object, Kind::kNativeObject, kMethods,
                             &kSlots, "What a regular expression matched.");
    made->class_flags |= kFinal;
    return made;
  }();
  return cls;
}

Value regex_group_text(Vm& vm, const RegexMatch* match, uint32_t group, Value otherwise) {
  uint32_t begin = match->offsets[2 * group];
  if (begin == kNoOffset) return otherwise;
  RegexSubject subject;
  subject.text = match->text;
  subject.is_ascii = is_ascii(match);
  subject.view = view_of(match);
  return regex_piece(vm, subject, begin, match->offsets[2 * group + 1]);
}

}  // namespace scriptling
