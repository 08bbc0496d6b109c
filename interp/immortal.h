// Makes immortal objects: built-in classes, native functions, the dicts of native
// modules.
//
// They live in a heap of their own that is never collected and never dropped. An
// ImmortalMaker holds that heap's lock while it exists; makers nest on one thread.
// Whatever was made must not be written to once another thread may see it.
//
// Any thread.
#pragma once

#include <mutex>
#include <span>
#include <string_view>

#include "interp/containers.h"
#include "interp/heap.h"
#include "interp/object.h"

namespace scriptling {

class ImmortalMaker {
 public:
  ImmortalMaker();
  ImmortalMaker(const ImmortalMaker&) = delete;
  ImmortalMaker& operator=(const ImmortalMaker&) = delete;

  template <class T>
  T* make(Kind kind, Class* cls, size_t extra = 0) {
    return static_cast<T*>(keep(heap_.make<T>(kind, cls, extra)));
  }
  Str* str(std::string_view text);
  Tuple* tuple(std::span<const Value> items);
  Dict* dict();
  void set(Dict* dict, Str* key, Value v);

 private:
  static Object* keep(Object* o) {
    o->flags |= kImmortal;
    return o;
  }
  std::unique_lock<std::recursive_mutex> lock_;
  Heap& heap_;
};

inline Dict* make_immortal_dict() { return ImmortalMaker().dict(); }
inline void immortal_dict_set(Dict* dict, Str* key, Value v) {
  ImmortalMaker().set(dict, key, v);
}

}  // namespace scriptling
