// re.Pattern: compiling, and walking over a text from match to match.

#include <algorithm>

#include "interp/lib/re.h"
#include "interp/lib/re_objects.h"
#include "interp/types/arguments.h"
#include "interp/types/text_search.h"

namespace scriptling {

namespace {

constexpr uint32_t kNoGroup = 0;

// -- What belongs to one environment ----------------------------------------------------

struct MatcherObject : Object {
  RegexMatcher* matcher;
};

void matcher_finalize(Object* o) {
  auto* object = static_cast<MatcherObject*>(o);
  delete object->matcher;
  object->matcher = nullptr;
}

constexpr TypeSlots kMatcherSlots{nullptr, nullptr, matcher_finalize};

// One is enough: nothing else of the environment runs while a match is put aside.
RegexMatcher* matcher_of(Vm& vm) {
  static const char key = 0;
  static Class* const cls =
      make_class("re.matcher", types.object, Kind::kNativeObject, {}, &kMatcherSlots);
  Value known = *vm.library_slot(&key);
  if (known.is_object()) return static_cast<MatcherObject*>(known.o)->matcher;
  auto* made = vm.heap().make<MatcherObject>(Kind::kNativeObject, cls);
  vm.heap().add_finalizable(made);
  made->matcher = new RegexMatcher();
  *vm.library_slot(&key) = Value::object(made);
  return made->matcher;
}

// Compiled patterns by what they were compiled from: sets of a few places, each with the
// newest first, that push out their oldest. This is knowledge, not state: it is not
// touched (heap.h), and stays when the environment is put back to how it was.
constexpr size_t kCacheSets = 128;
constexpr size_t kCacheWays = 4;

struct Cache : Object {
  struct Entry {
    RegexPattern* pattern;
    uint32_t flags;  // As the script gave them.
  } sets[kCacheSets][kCacheWays];
};

void cache_trace(Object* o, Tracer& tracer) {
  for (auto& set : static_cast<Cache*>(o)->sets) {
    for (auto& entry : set) tracer.visit(entry.pattern);
  }
}

constexpr TypeSlots kCacheSlots{nullptr, cache_trace, nullptr};

Cache* cache_of(Vm& vm) {
  static const char key = 0;
  static Class* const cls =
      make_class("re.cache", types.object, Kind::kNativeObject, {}, &kCacheSlots);
  Value known = *vm.library_slot(&key);
  if (known.is_object()) return static_cast<Cache*>(known.o);
  auto* made = vm.heap().make<Cache>(Kind::kNativeObject, cls);
  *vm.library_slot(&key) = Value::object(made);
  return made;
}

size_t cache_set(Value source, uint32_t flags) {
  uint64_t hash =
      is_str(source) ? str_hash(as<Str>(source)) : hash_bytes(bytes_view(source));
  return (hash ^ (flags * 31)) % kCacheSets;
}

bool same_source(const Object* a, Value b) {
  if (a->kind != b.o->kind) return false;
  if (is_str(b)) return str_equal(static_cast<const Str*>(a), as<Str>(b));
  return static_cast<const Bytes*>(a)->view() == bytes_view(b);
}

// -- Compiling --------------------------------------------------------------------------

void pattern_trace(Object* o, Tracer& tracer) {
  auto* pattern = static_cast<RegexPattern*>(o);
  tracer.visit(pattern->source);
  tracer.visit(pattern->group_index);
}

void pattern_finalize(Object* o) {
  auto* pattern = static_cast<RegexPattern*>(o);
  pattern->heap->charge(-pattern->charged);
  delete pattern->code;
  pattern->code = nullptr;
}

constexpr TypeSlots kPatternSlots{nullptr, pattern_trace, pattern_finalize};

void count_code(RegexPattern* pattern) {
  auto size = static_cast<int64_t>(sizeof(RegexCode) + pattern->code->size());
  if (size == pattern->charged) return;
  pattern->heap->charge(size - pattern->charged);
  pattern->charged = size;
}

RegexPattern* make_pattern(Vm& vm, Value source, uint32_t flags) {
  bool is_text = is_str(source);
  std::string_view text = is_text ? text_of(source) : bytes_view(source);
  // What is no plain str or bytes is copied, so that the pattern may go anywhere.
  if (is_text && source.o->cls != types.str) {
    source = str_value(vm, text);
  } else if (!is_text && source.o->cls != types.bytes) {
    source = Value::object(make_bytes(vm.heap(), text));
  }
  vm.heap().reserve(text.size() * sizeof(RegexNode));
  RegexError error;
  auto code = RegexCode::compile(text, is_text, flags, &error);
  if (code == nullptr) {
    regex_raise(vm, error, source);
    return nullptr;
  }
  auto* made = vm.heap().make<RegexPattern>(Kind::kNativeObject, regex_pattern_class());
  vm.heap().add_finalizable(made);
  made->heap = &vm.heap();
  made->code = code.release();
  made->source = source.o;
  made->group_index = make_dict(vm.heap(), made->regex().names.size());
  for (auto& [name, group] : made->regex().names)
    dict_set(vm.heap(), made->group_index, make_str(vm.heap(), name),
             Value::integer(group));
  count_code(made);
  return made;
}

RegexPattern* self_of(const Args& args) { return static_cast<RegexPattern*>(args[0].o); }

// -- Subjects and positions -------------------------------------------------------------

uint32_t byte_of(Vm& vm, const RegexSubject& subject, int64_t index) {
  if (subject.is_ascii) return static_cast<uint32_t>(index);
  return str_offset(vm.heap(), static_cast<Str*>(subject.text),
                    static_cast<uint32_t>(index));
}

// An optional position, cut to what the subject has.
bool position(Vm& vm, Value v, int64_t otherwise, int64_t length, int64_t* out) {
  *out = otherwise;
  if (v.is_undefined()) return true;
  auto index = to_index_clamped(vm, v);
  if (!index) return false;
  *out = std::clamp<int64_t>(*index, 0, length);
  return true;
}

RegexUnits units_of(const RegexWalk& walk) {
  return walk.subject.is_ascii ? RegexUnits::kBytes : RegexUnits::kUtf8;
}

// The group that closed last, of those that took part.
uint32_t last_group(const Regex& regex, const RegexMatcher& matcher) {
  const size_t* offsets = matcher.offsets();
  bool by_end = regex.repeats_groups && !regex.looks_at_groups;
  uint32_t last = kNoGroup;
  for (uint32_t group : regex.closing) {
    if (group >= matcher.pairs() || offsets[2 * group] == RegexMatcher::kUnset) continue;
    if (!by_end) return group;
    if (last == kNoGroup || offsets[2 * group + 1] > offsets[2 * last + 1]) last = group;
  }
  return last;
}

// A group's text in a list that has '' where it took no part.
Value found_group(Vm& vm, const RegexSubject& subject, const RegexMatcher& matcher,
                  uint32_t group, Value otherwise) {
  const size_t* offsets = matcher.offsets();
  if (group >= matcher.pairs() || offsets[2 * group] == RegexMatcher::kUnset)
    return otherwise;
  return regex_piece(vm, subject, offsets[2 * group], offsets[2 * group + 1]);
}

// -- finditer ---------------------------------------------------------------------------

struct FindIterator : Object {
  RegexWalk walk;
  bool is_finished;
};

void iterator_trace(Object* o, Tracer& tracer) {
  auto& walk = static_cast<FindIterator*>(o)->walk;
  tracer.visit(walk.pattern);
  tracer.visit(walk.subject.original);
  tracer.visit(walk.subject.text);
}

Value iterator_next(Vm& vm, Object* self) {
  auto* iterator = static_cast<FindIterator*>(self);
  if (iterator->is_finished) return Value::undefined();
  vm.heap().touch(iterator);
  RegexMatcher* matcher;
  RegexWalk& walk = iterator->walk;
  Found found = regex_step(vm, &walk, RegexMode::kSearch, &matcher);
  if (found == Found::kError) return Value::error();
  if (found == Found::kNo) {
    iterator->is_finished = true;
    return Value::undefined();
  }
  RegexMatch* match = regex_make_match(vm, walk, *matcher);
  // Code points are counted once on the way through the text.
  if (!walk.subject.is_ascii) {
    std::string_view passed =
        walk.subject.view.substr(walk.anchor_byte, walk.at - walk.anchor_byte);
    walk.anchor_index += static_cast<uint32_t>(count_code_points(passed));
    walk.anchor_byte = walk.at;
  }
  return Value::object(match);
}

constexpr TypeSlots kIteratorSlots{iterator_next, iterator_trace, nullptr};

Value iterator_dunder_next(Vm& vm, const Args& args) {
  Value v = iterator_next(vm, args[0].o);
  return v.is_undefined() ? vm.raise_with(types.stop_iteration, {}) : v;
}

constexpr NativeDef kIteratorMethods[] = {
    {"__iter__(self, /)", return_self, nullptr, NativeBinding::kMethod},
    {"__next__(self, /)", iterator_dunder_next, nullptr, NativeBinding::kMethod},
};

Class* iterator_class() {
  static Class* const cls =
      make_class("re.match_iterator", types.object, Kind::kNativeObject, kIteratorMethods,
                 &kIteratorSlots);
  return cls;
}

// -- Methods ----------------------------------------------------------------------------

template <RegexMode mode>
Value pattern_run(Vm& vm, const Args& args) {
  return regex_run_match(vm, self_of(args), mode, args[1], args[2], args[3]);
}

Value pattern_findall(Vm& vm, const Args& args) {
  return regex_find_all(vm, self_of(args), args[1], args[2], args[3]);
}

Value pattern_finditer(Vm& vm, const Args& args) {
  return regex_find_iter(vm, self_of(args), args[1], args[2], args[3]);
}

Value pattern_split(Vm& vm, const Args& args) {
  return regex_split(vm, self_of(args), args[1], args[2]);
}

template <RegexCount give_count>
Value pattern_sub(Vm& vm, const Args& args) {
  return regex_substitute(vm, self_of(args), args[1], args[2], args[3], give_count);
}

Value pattern_source(Vm&, const Args& args) {
  return Value::object(self_of(args)->source);
}

Value pattern_flags(Vm&, const Args& args) {
  return Value::integer(self_of(args)->regex().flags);
}

Value pattern_groups(Vm&, const Args& args) {
  return Value::integer(self_of(args)->regex().groups);
}

Value pattern_groupindex(Vm& vm, const Args& args) {
  if (self_of(args)->group_index->live == 0) return Value::object(make_dict(vm.heap()));
  auto* proxy = vm.heap().make<MappingProxy>(Kind::kMappingProxy, types.mappingproxy);
  proxy->dict = self_of(args)->group_index;
  return Value::object(proxy);
}

Value pattern_equal(Vm&, const Args& args) {
  if (class_of(args[1]) != regex_pattern_class()) return Value::not_implemented();
  auto *a = self_of(args), *b = static_cast<RegexPattern*>(args[1].o);
  return Value::boolean(a->regex().flags == b->regex().flags &&
                        same_source(a->source, Value::object(b->source)));
}

Value pattern_hash(Vm& vm, const Args& args) {
  int64_t hash;
  if (!hash_value(vm, Value::object(self_of(args)->source), &hash)) return Value::error();
  return Value::integer(hash ^ self_of(args)->regex().flags);
}

// The first `most` code points.
std::string_view cut(std::string_view text, int most) {
  const char* p = text.data();
  const char* end = p + text.size();
  while (p < end && most-- > 0) utf8_next(p);
  return text.substr(0, static_cast<size_t>(p - text.data()));
}

Value pattern_repr(Vm& vm, const Args& args) {
  constexpr int kLongestShown = 200;
  const RegexPattern* self = self_of(args);
  Str* source = repr(vm, Value::object(self->source));
  if (source == nullptr) return Value::error();
  std::string text = "re.compile(" + std::string(cut(source->view(), kLongestShown));
  uint32_t flags = self->regex().flags;
  if (self->regex().is_text && !(flags & (kRegexLocale | kRegexAscii)))
    flags &= ~static_cast<uint32_t>(kRegexUnicode);
  if (flags != 0) text += ", " + regex_flags_text(flags);
  return str_value(vm, text + ")");
}

Value pattern_copy(Vm&, const Args& args) { return args[0]; }

Value pattern_new(Vm& vm, const Args&) {
  return vm.type_error("cannot create 're.Pattern' instances");
}

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;

#define SPAN "pos=0, endpos=9223372036854775807)"
constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", pattern_new, nullptr,
     NativeBinding::kStaticMethod},
    {"match(self, /, string, " SPAN, pattern_run<RegexMode::kMatch>,
     "Match at the start of the string: a Match, or None.", kMethod},
    {"fullmatch(self, /, string, " SPAN, pattern_run<RegexMode::kFullMatch>,
     "Match all of the string: a Match, or None.", kMethod},
    {"search(self, /, string, " SPAN, pattern_run<RegexMode::kSearch>,
     "The first match in the string: a Match, or None.", kMethod},
    {"findall(self, /, string, " SPAN, pattern_findall,
     "A list of all matches: texts, or tuples of the groups' texts.", kMethod},
    {"finditer(self, /, string, " SPAN, pattern_finditer,
     "An iterator over the Match objects of all matches.", kMethod},
    {"split(self, /, string, maxsplit=0)", pattern_split,
     "Split the string by the matches.", kMethod},
    {"sub(self, /, repl, string, count=0)", pattern_sub<RegexCount::kLeftOut>,
     "The string with the matches replaced.", kMethod},
    {"subn(self, /, repl, string, count=0)", pattern_sub<RegexCount::kGiven>,
     "The string with the matches replaced, and how many were.", kMethod},
    {"pattern(self)", pattern_source, "What it was compiled from.", kGetter},
    {"flags(self)", pattern_flags, "The flags, also those in the pattern.", kGetter},
    {"groups(self)", pattern_groups, "How many groups there are.", kGetter},
    {"groupindex(self)", pattern_groupindex, "The groups with names.", kGetter},
    {"__eq__(self, other, /)", pattern_equal, nullptr, kMethod},
    {"__hash__(self, /)", pattern_hash, nullptr, kMethod},
    {"__repr__(self, /)", pattern_repr, nullptr, kMethod},
    {"__copy__(self, /)", pattern_copy, nullptr, kMethod},
    {"__deepcopy__(self, memo, /)", pattern_copy, nullptr, kMethod},
    {"__class_getitem__(cls, key, /)", class_getitem_self, nullptr,
     NativeBinding::kClassMethod},
};
#undef SPAN

}  // namespace

Class* regex_pattern_class() {
  static Class* const cls = [] {
    Class* made = make_class("re.Pattern", types.object, Kind::kNativeObject, kMethods,
                             &kPatternSlots, "A compiled regular expression.");
    made->class_flags |= kFinal;
    return made;
  }();
  return cls;
}

RegexPattern* regex_compile(Vm& vm, Value pattern, Value flags_value) {
  int64_t flags = 0;
  if (!flags_value.is_undefined()) {
    auto given = to_index(vm, flags_value);
    if (!given) return nullptr;
    flags = *given;
  }
  if (class_of(pattern) == regex_pattern_class()) {
    if (flags == 0) return static_cast<RegexPattern*>(pattern.o);
    vm.value_error("cannot process flags argument with a compiled pattern");
    return nullptr;
  }
  if (!is_str(pattern) && !is_byte_string(pattern)) {
    vm.type_error("first argument must be string or compiled pattern");
    return nullptr;
  }
  auto bits = static_cast<uint32_t>(flags);
  Class* exact = class_of(pattern);
  if (exact != types.str && exact != types.bytes) return make_pattern(vm, pattern, bits);
  size_t set = cache_set(pattern, bits);
  for (const Cache::Entry& known : cache_of(vm)->sets[set]) {
    if (known.pattern != nullptr && known.flags == bits &&
        same_source(known.pattern->source, pattern)) {
      return known.pattern;
    }
  }
  RegexPattern* made = make_pattern(vm, pattern, bits);
  if (made == nullptr) return nullptr;
  auto& entries = cache_of(vm)->sets[set];
  std::rotate(entries, std::end(entries) - 1, std::end(entries));
  entries[0] = {made, bits};
  return made;
}

void regex_purge(Vm& vm) {
  for (auto& set : cache_of(vm)->sets)
    std::fill(std::begin(set), std::end(set), Cache::Entry{});
}

void regex_get_ready(Vm& vm) {
  cache_of(vm);
  matcher_of(vm);
}

bool regex_subject(Vm& vm, const RegexPattern* pattern, Value string,
                   RegexSubject* subject) {
  subject->original = string;
  bool is_text = pattern->regex().is_text;
  if (is_str(string)) {
    if (!is_text) {
      vm.type_error("cannot use a bytes pattern on a string-like object");
      return false;
    }
    auto* text = as<Str>(string);
    subject->text = text;
    subject->is_ascii = text->is_ascii();
    subject->view = text->view();
    subject->length = text->length;
    return true;
  }
  if (!is_bytes_like(string)) {
    vm.type_error("expected string or bytes-like object, got '{}'",
                  class_of(string)->name->view());
    return false;
  }
  if (is_text) {
    vm.type_error("cannot use a string pattern on a bytes-like object");
    return false;
  }
  // A bytearray may change while its matches are used.
  Bytes* bytes = is_kind(string, Kind::kBytes)
                     ? as<Bytes>(string)
                     : make_bytes(vm.heap(), bytes_view(string));
  subject->text = bytes;
  subject->view = bytes->view();
  subject->length = bytes->size;
  return true;
}

bool regex_start_walk(Vm& vm, RegexPattern* pattern, Value string, Value pos,
                      Value endpos, RegexWalk* walk) {
  walk->pattern = pattern;
  if (!regex_subject(vm, pattern, string, &walk->subject)) return false;
  int64_t length = walk->subject.length;
  if (!position(vm, pos, 0, length, &walk->pos) ||
      !position(vm, endpos, length, length, &walk->endpos)) {
    return false;
  }
  walk->at = walk->anchor_byte = byte_of(vm, walk->subject, walk->pos);
  walk->anchor_index = static_cast<uint32_t>(walk->pos);
  walk->end = walk->endpos == length ? static_cast<uint32_t>(walk->subject.view.size())
                                     : byte_of(vm, walk->subject, walk->endpos);
  return true;
}

Found regex_step(Vm& vm, RegexWalk* walk, RegexMode mode, RegexMatcher** matcher) {
  if (walk->at > walk->end) return Found::kNo;
  *matcher = matcher_of(vm);
  RegexPattern* pattern = walk->pattern;
  Found found =
      pattern->code->run(vm,
                         {mode, units_of(*walk), walk->subject.view.substr(0, walk->end),
                          walk->at, walk->empty},
                         *matcher);
  count_code(pattern);
  if (found != Found::kYes) return found;
  const size_t* offsets = (*matcher)->offsets();
  walk->at = static_cast<uint32_t>(offsets[1]);
  walk->empty = offsets[0] == offsets[1] ? RegexCode::Empty::kNotAtStart
                                         : RegexCode::Empty::kAllowed;
  return found;
}

RegexMatch* regex_make_match(Vm& vm, const RegexWalk& walk, const RegexMatcher& matcher) {
  const Regex& regex = walk.pattern->regex();
  uint32_t pairs = regex.groups + 1;
  auto* match = vm.heap().make<RegexMatch>(Kind::kNativeObject, regex_match_class(),
                                           2 * pairs * sizeof(uint32_t));
  match->pattern = walk.pattern;
  match->original = walk.subject.original;
  match->text = walk.subject.text;
  match->pos = walk.pos;
  match->endpos = walk.endpos;
  match->anchor_byte = walk.anchor_byte;
  match->anchor_index = walk.anchor_index;
  match->last_group = static_cast<int32_t>(last_group(regex, matcher));
  match->pairs = pairs;
  const size_t* offsets = matcher.offsets();
  size_t known = 2 * std::min<size_t>(pairs, matcher.pairs());
  for (size_t n = 0; n < known; n++)
    match->offsets[n] = static_cast<uint32_t>(offsets[n]);
  std::fill(match->offsets + known, match->offsets + 2 * pairs, kNoOffset);
  return match;
}

Value regex_piece(Vm& vm, const RegexSubject& subject, size_t begin, size_t end) {
  std::string_view piece = subject.view.substr(begin, end - begin);
  if (subject.text->kind == Kind::kBytes) {
    bool is_all = piece.size() == subject.view.size() && subject.text->cls == types.bytes;
    return Value::object(is_all ? subject.text : make_bytes(vm.heap(), piece));
  }
  if (piece.empty()) return Value::object(names.empty);
  if (piece.size() == subject.view.size() && subject.text->cls == types.str)
    return Value::object(subject.text);
  if (!subject.is_ascii) return Value::object(make_str(vm.heap(), piece));
  if (piece.size() == 1)
    return Value::object(
        str_of_code_point(vm.heap(), static_cast<unsigned char>(piece[0])));
  return Value::object(make_str(vm.heap(), piece, static_cast<uint32_t>(piece.size())));
}

Value regex_run_match(Vm& vm, RegexPattern* pattern, RegexMode mode, Value string,
                      Value pos, Value endpos) {
  RegexWalk walk;
  if (!regex_start_walk(vm, pattern, string, pos, endpos, &walk)) return Value::error();
  RegexMatcher* matcher;
  Found found = regex_step(vm, &walk, mode, &matcher);
  if (found == Found::kError) return Value::error();
  if (found == Found::kNo) return Value::none();
  return Value::object(regex_make_match(vm, walk, *matcher));
}

Value regex_find_all(Vm& vm, RegexPattern* pattern, Value string, Value pos,
                     Value endpos) {
  RegexWalk walk;
  if (!regex_start_walk(vm, pattern, string, pos, endpos, &walk)) return Value::error();
  List* all = make_list(vm.heap());
  uint32_t groups = pattern->regex().groups;
  Value empty = regex_piece(vm, walk.subject, 0, 0);
  RegexMatcher* matcher;
  Found found;
  while ((found = regex_step(vm, &walk, RegexMode::kSearch, &matcher)) == Found::kYes) {
    Value item;
    if (groups <= 1) {
      item = found_group(vm, walk.subject, *matcher, groups, empty);
    } else {
      Tuple* tuple = make_tuple(vm.heap(), groups);
      for (uint32_t n = 0; n < groups; n++)
        tuple->items[n] = found_group(vm, walk.subject, *matcher, n + 1, empty);
      item = Value::object(tuple);
    }
    list_append(vm.heap(), all, item);
    if (!vm.poll()) return Value::error();
  }
  return found == Found::kError ? Value::error() : Value::object(all);
}

Value regex_find_iter(Vm& vm, RegexPattern* pattern, Value string, Value pos,
                      Value endpos) {
  RegexWalk walk;
  if (!regex_start_walk(vm, pattern, string, pos, endpos, &walk)) return Value::error();
  auto* made = vm.heap().make<FindIterator>(Kind::kNativeObject, iterator_class());
  made->walk = walk;
  return Value::object(made);
}

Value regex_split(Vm& vm, RegexPattern* pattern, Value string, Value max) {
  RegexWalk walk;
  int64_t most = 0;
  if (!max.is_undefined()) {
    auto given = to_index(vm, max);
    if (!given) return Value::error();
    most = *given;
  }
  if (!regex_start_walk(vm, pattern, string, {}, {}, &walk)) return Value::error();
  List* pieces = make_list(vm.heap());
  RegexMatcher* matcher;
  size_t last = 0;
  for (int64_t n = 0; most == 0 || n < most; n++) {
    Found found = regex_step(vm, &walk, RegexMode::kSearch, &matcher);
    if (found == Found::kError) return Value::error();
    if (found == Found::kNo) break;
    size_t begin = matcher->offsets()[0];
    list_append(vm.heap(), pieces, regex_piece(vm, walk.subject, last, begin));
    for (uint32_t group = 1; group <= pattern->regex().groups; group++) {
      list_append(vm.heap(), pieces,
                  found_group(vm, walk.subject, *matcher, group, Value::none()));
    }
    last = walk.at;
    if (!vm.poll()) return Value::error();
  }
  list_append(vm.heap(), pieces,
              regex_piece(vm, walk.subject, last, walk.subject.view.size()));
  return Value::object(pieces);
}

bool is_regex_pattern(const Value& v) {
  return v.is_object() && v.o->cls == regex_pattern_class();
}

Value regex_source(Value pattern) {
  return Value::object(static_cast<RegexPattern*>(pattern.o)->source);
}

uint32_t regex_flags(Value pattern) {
  return static_cast<RegexPattern*>(pattern.o)->regex().flags;
}

Value make_regex_pattern(Vm& vm, Value source, uint32_t flags) {
  RegexPattern* pattern = regex_compile(vm, source, Value::integer(flags));
  return pattern == nullptr ? Value::error() : Value::object(pattern);
}

}  // namespace scriptling
