#include "interp/journal.h"

#include <cstdlib>
#include <limits>
#include <new>

#include "interp/frame.h"
#include "interp/vm.h"

namespace scriptling {

namespace {

bool is_mutable(const Object* o) {
  if (o->has(kHasAttrs)) return true;
  switch (o->kind) {
    case Kind::kByteArray:
    case Kind::kMemoryView:
    case Kind::kBoxed:
    case Kind::kList:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kFunction:
    case Kind::kClass:
    case Kind::kInstance:
    case Kind::kModule:
    case Kind::kCell:
    case Kind::kGenerator:
    case Kind::kIterator:
    case Kind::kProperty:
    case Kind::kStaticMethod:
    case Kind::kClassMethod:
    case Kind::kException:
    case Kind::kNativeObject: return true;
    default: return false;
  }
}

Undo undo_of(const Object* o) {
  return o->cls->slots == nullptr ? Undo::kNever : o->cls->slots->undo;
}

// Where the pointer of an Owned is: the journal alone may look beneath it, for it undoes
// moves.
template <class T>
Object** slot_of(Owned<T>& storage) {
  static_assert(sizeof(storage) == sizeof(Object*));
  return reinterpret_cast<Object**>(&storage);
}

// Where `o` (or an image of it) refers to storage that only it uses; may be null.
Object** own_storage(Object* o) {
  switch (o->kind) {
    case Kind::kList: return slot_of(static_cast<List*>(o)->storage);
    case Kind::kDict: return slot_of(static_cast<Dict*>(o)->table);
    case Kind::kSet: return slot_of(static_cast<Set*>(o)->table);
    case Kind::kByteArray: return slot_of(static_cast<ByteArray*>(o)->storage);
    case Kind::kClass: return slot_of(static_cast<Class*>(o)->subclasses);
    case Kind::kException: return &static_cast<Exception*>(o)->traceback;
    case Kind::kNativeObject:
      if (undo_of(o) != Undo::kStorage) return nullptr;
      return reinterpret_cast<Object**>(reinterpret_cast<char*>(o) +
                                        o->cls->slots->storage_offset);
    default: return nullptr;
  }
}

template <class T>
T* shifted(T* pointer, ptrdiff_t distance) {
  return reinterpret_cast<T*>(reinterpret_cast<char*>(pointer) + distance);
}

ptrdiff_t distance(const Object* from, const Object* to) {
  return reinterpret_cast<const char*>(to) - reinterpret_cast<const char*>(from);
}

// What restoring leaves as it is: versions never go back, and what instances of a class
// look like is knowledge, not state.
struct Lasting {
  uint32_t version = 0;
  uint32_t slot_hint = 0;
  Shape* root_shape = nullptr;

  explicit Lasting(const Object* o) {
    if (o->kind == Kind::kDict) version = static_cast<const Dict*>(o)->version;
    if (o->kind == Kind::kSet) version = static_cast<const Set*>(o)->version;
    if (o->kind != Kind::kClass) return;
    auto* cls = static_cast<const Class*>(o);
    version = cls->version;
    slot_hint = cls->slot_hint;
    root_shape = cls->root_shape;
  }

  // True: a class that is not what it was just now.
  bool put_back(Object* o) const {
    if (o->kind == Kind::kDict) static_cast<Dict*>(o)->version = version + 1;
    if (o->kind == Kind::kSet) static_cast<Set*>(o)->version = version + 1;
    if (o->kind != Kind::kClass) return false;
    auto* cls = static_cast<Class*>(o);
    cls->slot_hint = slot_hint;
    cls->root_shape = root_shape;
    return cls->version != version;
  }
};

}  // namespace

void Journal::Free::operator()(void* p) const { std::free(p); }

Journal::Journal(Vm& vm) : vm_(vm), recursion_limit_(vm.limits().recursion) {
  vm.heap().set_touch_handler(touch_handler, this);
}

Journal::~Journal() {
  vm_.heap().set_touch_handler(nullptr, nullptr);
  vm_.heap().charge(-static_cast<int64_t>(charged_));
}

void Journal::watch() {
  vm_.heap().for_each_object(
      [](void*, Object* o) {
        if (is_mutable(o)) o->flags |= kWatched;
      },
      nullptr);
  log_.clear();
  vm_.heap().charge(-static_cast<int64_t>(charged_));
  charged_ = 0;
  spoiled_ = false;
}

void Journal::touch_handler(void* context, Object* o) {
  o->flags &= static_cast<uint16_t>(~kWatched);
  auto* journal = static_cast<Journal*>(context);
  try {
    journal->save(o);
  } catch (...) {
    journal->spoiled_ = true;  // What is written now can't be undone.
  }
}

Journal::Image Journal::take_image(Object* o) {
  Image image;
  image.size = Heap::size_of(o);
  image.original = o;
  void* memory = std::malloc(image.size);
  if (memory == nullptr) throw std::bad_alloc{};
  memcpy(memory, static_cast<const void*>(o), image.size);
  image.copy.reset(static_cast<Object*>(memory));
  image.copy->flags &= static_cast<uint16_t>(~kLarge);
  image.copy->units = static_cast<uint32_t>(image.size / Heap::kUnit);
  return image;
}

void Journal::save(Object* o) {
  bool running = o->kind == Kind::kGenerator &&
                 static_cast<Generator*>(o)->state == GeneratorState::kRunning;
  bool unknown = o->kind == Kind::kNativeObject && undo_of(o) == Undo::kNever;
  if (spoiled_ || running || unknown) {
    spoiled_ = true;
    return;
  }
  Entry entry;
  entry.object = take_image(o);
  Object* copy = entry.object.copy.get();
  size_t size = entry.object.size;
  Object** storage = own_storage(copy);
  if (storage != nullptr && *storage != nullptr) {
    entry.storage[0] = take_image(*storage);
    size += entry.storage[0].size;
    *storage = nullptr;
  }
  AttrStore* attrs = attrs_of(copy);
  if (attrs != nullptr && attrs->storage != nullptr) {
    entry.storage[1] = take_image(attrs->storage);
    size += entry.storage[1].size;
    attrs->storage = nullptr;
    attrs->slots = nullptr;
  } else if (attrs != nullptr && attrs->slots != nullptr) {
    // Slots in the object itself: those of the copy while it is one.
    entry.inline_slots = true;
    attrs->slots = shifted(attrs->slots, distance(o, copy));
  }
  log_.push_back(std::move(entry));
  charged_ += size;
  vm_.heap().charge(static_cast<int64_t>(size));
}

void Journal::trace(Tracer& tracer) {
  for (Entry& entry : log_) {
    tracer.visit(entry.object.original);
    trace_object(entry.object.copy.get(), tracer);
    for (Image& storage : entry.storage) {
      if (storage.copy != nullptr) trace_object(storage.copy.get(), tracer);
    }
    if (entry.object.original->kind != Kind::kClass) continue;
    if (Object* subclasses = entry.storage[0].copy.get()) {  // Weak, but to be put back.
      auto* cls = static_cast<Class*>(entry.object.copy.get());
      tracer.visit(static_cast<Array*>(subclasses)->items, cls->subclass_count);
    }
  }
}

bool Journal::restore() {
  if (spoiled_) return false;
  vm_.set_recursion_limit(recursion_limit_);
  Heap& heap = vm_.heap();
  // What the script left behind may fill the heap to its limit; it is garbage now.
  size_t limit = heap.limit();
  bool may_collect = heap.may_collect();
  heap.set_limit(std::numeric_limits<size_t>::max() / 2);
  heap.allow_collecting(false);
  try {
    std::vector<Class*> changed;
    for (const Entry& entry : log_) {
      if (undo(entry)) changed.push_back(static_cast<Class*>(entry.object.original));
      entry.object.original->flags |= kWatched;
    }
    renew_versions(std::move(changed));
  } catch (...) {
    spoiled_ = true;
  }
  heap.allow_collecting(may_collect);
  heap.set_limit(limit);
  log_.clear();
  heap.charge(-static_cast<int64_t>(charged_));
  charged_ = 0;
  return !spoiled_;
}

void Journal::put_bytes_back(const Image& image, Object* o) {
  memcpy(static_cast<void*>(o + 1), static_cast<const void*>(image.copy.get() + 1),
         image.size - sizeof(Object));
}

// Answers whether `o` is a class that had changed.
bool Journal::undo(const Entry& entry) {
  Object* o = entry.object.original;
  Object** storage = own_storage(o);
  Object* current = storage == nullptr ? nullptr : *storage;
  AttrStore* attrs = attrs_of(o);
  Array* current_slots = attrs == nullptr ? nullptr : attrs->storage.get();
  const Lasting lasting(o);

  put_bytes_back(entry.object, o);
  o->cls = entry.object.copy->cls;
  if (storage != nullptr && entry.storage[0].copy != nullptr) {
    *storage = put_storage_back(current, entry.storage[0]);
  }
  if (entry.storage[1].copy != nullptr) {
    *slot_of(attrs->storage) = put_storage_back(current_slots, entry.storage[1]);
    attrs->slots = attrs->storage->items;
  } else if (entry.inline_slots) {
    attrs->slots = shifted(attrs->slots, distance(entry.object.copy.get(), o));
  }
  return lasting.put_back(o);
}

// Into the storage that is there when it has the right size, else into a new one.
Object* Journal::put_storage_back(Object* current, const Image& image) {
  if (current == nullptr || Heap::size_of(current) != image.size ||
      current->kind != image.copy->kind) {
    current = vm_.heap().allocate(image.copy->kind, nullptr, image.size);
  }
  put_bytes_back(image, current);
  return current;
}

// A version no inline cache has seen, for the classes and all that derive from them.
void Journal::renew_versions(std::vector<Class*> classes) {
  uint32_t before = vm_.next_version();
  while (!classes.empty()) {
    Class* cls = classes.back();
    classes.pop_back();
    if (cls->version > before) continue;  // It inherits in more than one way.
    cls->version = vm_.next_version();
    for (uint64_t n = 0; n < cls->subclass_count; n++) {
      classes.push_back(as<Class>(cls->subclasses->items[n]));
    }
  }
}

}  // namespace scriptling
