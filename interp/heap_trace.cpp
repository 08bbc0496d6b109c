// Marking: what objects of each kind refer to.
#include <algorithm>

#include "interp/frame.h"
#include "interp/heap.h"
#include "interp/liveness.h"
#include "interp/types/big_range.h"

namespace scriptling {

namespace {

// Nothing to trace: most objects of a large heap are strings and numbers' text.
bool is_leaf(const Object* o) {
  switch (o->kind) {
    case Kind::kBuffer:
    case Kind::kTraceback: return true;
    case Kind::kBigInt:
    case Kind::kComplex: return o->cls->has(kImmortal);
    case Kind::kStr:
      return static_cast<const Str*>(o)->owner == nullptr && o->cls->has(kImmortal);
    default: return false;
  }
}

void trace_attrs(const AttrStore& attrs, Tracer& tracer) {
  tracer.visit(attrs.shape);
  tracer.visit(attrs.storage);
  tracer.visit(attrs.dict);
  // Slots in the instance itself; those in `storage` are traced with it.
  bool is_inline = attrs.storage == nullptr && attrs.dict == nullptr;
  if (is_inline && attrs.slots != nullptr) tracer.visit(attrs.slots, attrs.capacity);
}

void trace_table(const Table* table, Tracer& tracer) {
  for (uint32_t n = table->first; n < table->used; n++) {
    tracer.visit(table->entries[n].key);
    tracer.visit(table->entries[n].value);
  }
}

void trace_function(const Function* f, Tracer& tracer) {
  tracer.visit(f->unit);
  tracer.visit(f->closure);
  tracer.visit(f->defaults);
  tracer.visit(f->kwdefaults);
  tracer.visit(f->name);
  tracer.visit(f->qualname);
  tracer.visit(f->doc);
  tracer.visit(f->annotations);
  tracer.visit(f->attrs);
}

void trace_class(const Class* c, Tracer& tracer) {
  tracer.visit(c->name);
  tracer.visit(c->qualname);
  tracer.visit(c->bases);
  tracer.visit(c->mro);
  tracer.visit(c->dict);
  tracer.visit(c->layout);
  tracer.visit(c->root_shape);
  tracer.visit(c->subclasses);
}

void trace_exception(const Exception* e, Tracer& tracer) {
  tracer.visit(e->args);
  tracer.visit(e->cause);
  tracer.visit(e->context);
  tracer.visit(e->notes);
  tracer.visit(e->traceback);
  tracer.visit(e->remote_traceback);
}

// `previous` is whoever resumed it last: not its own.
void trace_generator(Generator* g, Tracer& tracer) {
  tracer.visit(g->handled);
  tracer.visit(g->outer_handled);
  tracer.visit(g->name);
  tracer.visit(g->qualname);
  Frame* frame = g->frame();
  // The frame of a running one is traced with its execution, that of a finished one is a
  // leftover.
  bool is_left_out = tracer.certain_only() && (g->state == GeneratorState::kRunning ||
                                               g->state == GeneratorState::kFinished);
  tracer.visit(frame->unit);
  tracer.visit(frame->function);
  tracer.visit(frame->closure);
  tracer.visit(frame->extra);
  if (!is_left_out) trace_registers(frame, nullptr, tracer);
}

void trace_shape(const Shape* s, Tracer& tracer) {
  tracer.visit(s->parent);
  tracer.visit(s->key);
  tracer.visit(s->owner);
  tracer.visit(s->transitions);
  tracer.visit(s->lookup);
}

void trace_native(Object* o, Tracer& tracer) {
  const TypeSlots* slots = o->cls->slots;
  if (slots == nullptr) return;
  if (slots->values > 0) tracer.visit(native_values(o), slots->values);
  if (slots->trace != nullptr) slots->trace(o, tracer);
}

}  // namespace

void trace_object(Object* o, Tracer& tracer) {
  tracer.visit(o->cls);
  if (o->has(kHasAttrs)) trace_attrs(*attrs_of(o), tracer);
  switch (o->kind) {
    case Kind::kFree:
    case Kind::kBigInt:
    case Kind::kComplex:
    case Kind::kTraceback:
    case Kind::kBuffer: break;
    case Kind::kRange: {
      auto* range = static_cast<Range*>(o);
      if (!is_big(range)) break;
      for (Value v : {as_big(range)->first, as_big(range)->end, as_big(range)->stride,
                      as_big(range)->count}) {
        tracer.visit(v);
      }
      break;
    }
    case Kind::kStr: tracer.visit(static_cast<Str*>(o)->owner); break;
    case Kind::kBytes: tracer.visit(static_cast<Bytes*>(o)->owner); break;
    case Kind::kByteArray: tracer.visit(static_cast<ByteArray*>(o)->storage); break;
    case Kind::kMemoryView: tracer.visit(static_cast<MemoryView*>(o)->exporter); break;
    case Kind::kBoxed: tracer.visit(static_cast<Boxed*>(o)->payload); break;
    case Kind::kList: tracer.visit(static_cast<List*>(o)->storage); break;
    case Kind::kTuple: {
      auto* tuple = static_cast<Tuple*>(o);
      tracer.visit_later(tuple->items, tuple->size);
      break;
    }
    case Kind::kDict:
      tracer.visit(static_cast<Dict*>(o)->table);
      trace_native(o, tracer);  // What a library's dict keeps besides.
      break;
    case Kind::kSet:
    case Kind::kFrozenSet: tracer.visit(static_cast<Set*>(o)->table); break;
    case Kind::kSlice: {
      auto* slice = static_cast<Slice*>(o);
      tracer.visit(slice->start);
      tracer.visit(slice->stop);
      tracer.visit(slice->step);
      break;
    }
    case Kind::kFunction: trace_function(static_cast<Function*>(o), tracer); break;
    case Kind::kNative: {
      auto* native = static_cast<Native*>(o);
      tracer.visit(native->name);
      tracer.visit(native->qualname);
      tracer.visit(native->owner);
      tracer.visit(native->self);
      break;
    }
    case Kind::kBoundMethod:
      tracer.visit(static_cast<BoundMethod*>(o)->self);
      tracer.visit(static_cast<BoundMethod*>(o)->function);
      break;
    case Kind::kClass: trace_class(static_cast<Class*>(o), tracer); break;
    case Kind::kInstance:
      if (!o->has(kHasAttrs)) trace_attrs(static_cast<Instance*>(o)->attrs, tracer);
      break;
    case Kind::kModule:
      tracer.visit(static_cast<Module*>(o)->name);
      tracer.visit(static_cast<Module*>(o)->dict);
      break;
    case Kind::kCell: tracer.visit(static_cast<Cell*>(o)->value); break;
    case Kind::kUnit: {
      auto* unit = static_cast<Unit*>(o);
      tracer.visit(unit->module);
      tracer.visit(unit->globals);
      tracer.visit(unit->caches);
      tracer.visit(unit->children);
      break;
    }
    case Kind::kGenerator: trace_generator(static_cast<Generator*>(o), tracer); break;
    case Kind::kIterator: {
      auto* it = static_cast<Iterator*>(o);
      tracer.visit(it->source);
      tracer.visit(it->function);
      tracer.visit(it->extra);
      break;
    }
    case Kind::kDictView: tracer.visit(static_cast<DictView*>(o)->dict); break;
    case Kind::kProperty: {
      auto* property = static_cast<Property*>(o);
      tracer.visit(property->getter);
      tracer.visit(property->setter);
      tracer.visit(property->deleter);
      tracer.visit(property->doc);
      break;
    }
    case Kind::kStaticMethod:
    case Kind::kClassMethod: tracer.visit(static_cast<Wrapper*>(o)->function); break;
    case Kind::kSuper: {
      auto* super = static_cast<Super*>(o);
      tracer.visit(super->start);
      tracer.visit(super->self);
      tracer.visit(super->self_class);
      break;
    }
    case Kind::kException: trace_exception(static_cast<Exception*>(o), tracer); break;
    case Kind::kHandle: tracer.visit(static_cast<Handle*>(o)->name); break;
    case Kind::kMappingProxy: tracer.visit(static_cast<MappingProxy*>(o)->dict); break;
    case Kind::kNativeObject: trace_native(o, tracer); break;
    case Kind::kArray: {
      auto* array = static_cast<Array*>(o);
      tracer.visit_later(array->items, array->capacity);
      break;
    }
    case Kind::kTable: trace_table(static_cast<Table*>(o), tracer); break;
    case Kind::kShape: trace_shape(static_cast<Shape*>(o), tracer); break;
    case Kind::kCaches: {
      auto* caches = static_cast<Caches*>(o);
      for (uint64_t n = 0; n < caches->count; n++) {
        tracer.visit(caches->entries[n].guard);
        tracer.visit(caches->entries[n].value);
      }
      break;
    }
  }
}

void Tracer::mark(Object* o) {
#ifndef NDEBUG
  heap_->check_is_alive(o);
#endif
  o->mark = live_mark_;
  live_bytes_ += Heap::size_of(o);
  if (!is_leaf(o)) pending_.push_back(o);
}

void Tracer::visit_later(const Value* values, size_t count) {
  constexpr size_t kPiece = 256;
  if (count <= kPiece) {
    visit(values, count);
  } else {
    ranges_.push_back({values, values + count});
  }
}

void Tracer::drain() {
  constexpr ptrdiff_t kPiece = 256;
  for (;;) {
    while (!pending_.empty()) {
      Object* o = pending_.back();
      pending_.pop_back();
      trace_object(o, *this);
    }
    if (ranges_.empty()) return;
    Range& range = ranges_.back();
    const Value* from = range.next;
    ptrdiff_t count = std::min(kPiece, range.end - from);
    range.next += count;
    if (range.next == range.end) ranges_.pop_back();
    visit(from, static_cast<size_t>(count));
  }
}

}  // namespace scriptling
