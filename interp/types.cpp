#include "interp/types.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "interp/generator.h"
#include "interp/immortal.h"
#include "interp/protocol.h"

namespace scriptling {

CoreTypes types;
CoreNames names;

namespace {

Class* allocate_class(ImmortalMaker& maker) {
  auto* cls = maker.make<Class>(Kind::kClass, types.type);
  cls->version = 1;
  cls->class_flags = kCoreClass;
  return cls;
}

// Attributes and MRO; the base is complete already.
void complete_class(ImmortalMaker& maker, Class* cls, const char* name, Class* base,
                    Kind kind) {
  cls->cls = types.type;
  cls->name = intern(name);
  cls->qualname = cls->name;
  cls->dict = maker.dict();
  cls->instance_kind = kind;
  bool is_root = base == cls;
  Value base_value = Value::object(base);
  cls->bases = maker.tuple({&base_value, is_root ? size_t{0} : size_t{1}});
  size_t count = is_root ? 1 : base->mro->size + 1;
  auto* mro = maker.make<Tuple>(Kind::kTuple, types.tuple, count * sizeof(Value));
  mro->size = count;
  mro->items[0] = Value::object(cls);
  if (!is_root) std::copy_n(base->mro->items, base->mro->size, mro->items + 1);
  cls->mro = mro;
  bool shares_layout =
      kind == Kind::kException && !is_root && base->instance_kind == kind;
  cls->layout = shares_layout ? base->layout : cls;
}

// ExceptionGroup is the one built-in class with two bases.
void complete_exception_group(ImmortalMaker& maker) {
  Class* cls = types.exception_group;
  Value bases[] = {Value::object(types.base_exception_group),
                   Value::object(types.exception)};
  Value mro[] = {Value::object(cls), bases[0], bases[1],
                 Value::object(types.base_exception), Value::object(types.object)};
  cls->bases = maker.tuple(bases);
  cls->mro = maker.tuple(mro);
}

bool can_be_base(const Class* cls) {
  for (const Class* c :
       {types.object, types.type, types.int_, types.float_, types.complex, types.str,
        types.bytes, types.bytearray, types.list, types.tuple, types.dict, types.set,
        types.frozenset, types.property, types.staticmethod, types.classmethod,
        types.module}) {
    if (c == cls) return true;
  }
  return is_subclass(cls, types.base_exception);
}

void finish_flags(Class* cls) {
  if (!can_be_base(cls)) cls->class_flags |= kFinal;
  for (uint64_t n = 1; n < cls->mro->size; n++) {
    cls->class_flags |= as<Class>(cls->mro->items[n])->class_flags & kInheritedFlags;
  }
  if (is_subclass(cls, types.base_exception)) cls->class_flags |= kIsException;
}

void make_everything() {
  ImmortalMaker maker;
#define CLASS(field, ...) types.field = allocate_class(maker);
  SCRIPTLING_CLASSES(CLASS)
  SCRIPTLING_EXCEPTIONS(CLASS)
#undef CLASS
#define NAME(field, text) names.field = intern(text);
  SCRIPTLING_NAMES(NAME)
#undef NAME
#define CLASS(field, name, base, kind) \
  complete_class(maker, types.field, name, types.base, Kind::kind);
  SCRIPTLING_CLASSES(CLASS)
#undef CLASS
  complete_class(maker, types.base_exception, "BaseException", types.object,
                 Kind::kException);
#define CLASS(field, name, base)           \
  if (types.field != types.base_exception) \
    complete_class(maker, types.field, name, types.base, Kind::kException);
  SCRIPTLING_EXCEPTIONS(CLASS)
#undef CLASS
  complete_exception_group(maker);

  define_object_and_type();
  define_int_and_float();
  define_str();
  define_bytes();
  define_memoryview();
  define_list_and_tuple();
  define_dict();
  define_set();
  define_range_and_slice();
  define_function_types();
  define_iterators();
  define_exceptions();
  define_generators();
  define_union_type();
  define_generic_alias();

  for (Class* cls : {types.list, types.dict, types.set, types.bytearray, types.slice,
                     types.dict_keys, types.dict_items, types.mappingproxy}) {
    maker.set(cls->dict, names.hash, Value::none());
  }
#define CLASS(field, ...) finish_flags(types.field);
  SCRIPTLING_CLASSES(CLASS)
  SCRIPTLING_EXCEPTIONS(CLASS)
#undef CLASS
}

}  // namespace

void init_core() {
  static std::atomic<bool> ready{false};
  if (ready.load(std::memory_order_acquire)) return;
  // Recursive: making a class interns names, and who interns may ask for the classes
  // first.
  static std::recursive_mutex mutex;
  static bool begun = false;
  std::lock_guard lock(mutex);
  if (begun) return;
  begun = true;
  make_everything();
  ready.store(true, std::memory_order_release);
}

std::string_view type_name(const Value& v) {
  const Class* cls = class_of(v);
  std::string_view bare = cls->name->view();
  if (!cls->has(kImmortal) || (cls->class_flags & kIsException)) return bare;
  const Value* found = dict_find(cls->dict, names.module);
  std::string_view module =
      found != nullptr && is_str(*found) ? as<Str>(*found)->view() : std::string_view{};
  if (module.empty() || module == "builtins" || module.starts_with("scriptling"))
    return bare;
  return intern(std::string(module).append(".").append(bare))->view();
}

bool is_subclass(const Class* cls, const Class* base) {
  if (cls == base) return true;
  const Tuple* mro = cls->mro;
  for (uint64_t n = 1; n < mro->size; n++) {
    if (mro->items[n].o == base) return true;
  }
  return false;
}

}  // namespace scriptling
