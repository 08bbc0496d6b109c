// Puts an environment back to how it was: what a handler's module looked like after its
// import, it looks like again before each request.
//
// watch() sets kWatched on every mutable object of the heap. Whoever writes to one calls
// Heap::touch first, which comes here once for each object: its content is copied, and
// restore() copies it back. An object that nobody writes to costs nothing, and restoring
// takes time in proportion to what was touched. Order of dicts and sets, sizes of lists,
// attributes and classes are exactly as they were; versions are new, so that inline
// caches do not mistake the one state for the other.
//
// What a script can change outside of the heap, the recursion limit, comes back, too.
//
// What no copy can bring back (a running generator, an object of a native library that
// has Undo::kNever) spoils the journal: then a fresh environment is the way.
//
// One thread at a time.
#pragma once

#include <memory>
#include <vector>

#include "interp/heap.h"
#include "interp/object.h"

namespace scriptling {

class Vm;

class Journal {
 public:
  explicit Journal(Vm& vm);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // The state to come back to is this one. Requires: no script code is under way.
  void watch();
  // Undoes every write since watch() or the last restore(). Requires: no script code is
  // under way. False, and nothing is done, when the journal is spoiled.
  bool restore();
  bool spoiled() const { return spoiled_; }
  // How many objects were written to.
  size_t touched() const { return log_.size(); }
  void trace(Tracer& tracer);

 private:
  // An object's bytes as they were. The header is good enough for trace_object;
  // references to storage that may be freed meanwhile are null in it.
  struct Free {
    void operator()(void* p) const;
  };
  struct Image {
    std::unique_ptr<Object, Free> copy;
    size_t size = 0;
    Object* original = nullptr;
  };
  struct Entry {
    Image object;
    Image storage[2];  // Of the object itself; of its attributes.
    bool inline_slots = false;
  };

  static void touch_handler(void* context, Object* o);
  static Image take_image(Object* o);
  static void put_bytes_back(const Image& image, Object* o);
  void save(Object* o);
  bool undo(const Entry& entry);
  Object* put_storage_back(Object* current, const Image& image);
  void renew_versions(std::vector<Class*> classes);

  Vm& vm_;
  bool spoiled_ = false;
  const int recursion_limit_;
  size_t charged_ = 0;
  std::vector<Entry> log_;
};

}  // namespace scriptling
