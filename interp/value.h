// A Value is one Python value as a script sees it: 16 bytes, a tag and a payload.
//
// None, bool, 64-bit ints and floats live in the Value itself; everything else is a
// pointer to an Object on the heap of one environment (or to an immortal one that all
// share). Values are plain data: copying one costs two moves, and nothing is counted.
// What keeps an object alive is that the collector finds it: in a frame, in another
// object, in a Root, or anywhere on the native stack, which is scanned conservatively. A
// Value in a malloc'd container such as std::vector is *not* found; use RootVector
// (heap.h) there.
//
// Three tags never reach a script: kUndefined (an unbound slot, "no argument", the end of
// an iteration), kError (an exception is pending in the Vm) and kWaiting (the answer to a
// host call comes later; see Vm::ask).
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <cstring>

namespace scriptling {

struct Object;

enum class Tag : uint64_t {
  kUndefined = 0,
  kNone,
  kNotImplemented,
  kEllipsis,
  kBool,
  kInt,
  kFloat,
  kObject,
  kError,
  kWaiting,
};

struct Value {
  Tag tag = Tag::kUndefined;
  union {
    int64_t i = 0;
    double d;
    Object* o;
  };

  static constexpr Value undefined() { return Value{}; }
  static constexpr Value none() { return of(Tag::kNone, 0); }
  static constexpr Value not_implemented() { return of(Tag::kNotImplemented, 0); }
  static constexpr Value ellipsis() { return of(Tag::kEllipsis, 0); }
  static constexpr Value error() { return of(Tag::kError, 0); }
  static constexpr Value waiting() { return of(Tag::kWaiting, 0); }
  static constexpr Value boolean(bool b) { return of(Tag::kBool, b ? 1 : 0); }
  static constexpr Value integer(int64_t i) { return of(Tag::kInt, i); }
  static constexpr Value real(double d) {
    Value v;
    v.tag = Tag::kFloat;
    v.d = d;
    return v;
  }
  static Value object(const Object* o) {
    Value v;
    v.tag = Tag::kObject;
    v.o = const_cast<Object*>(o);
    return v;
  }

  bool is_undefined() const { return tag == Tag::kUndefined; }
  bool is_none() const { return tag == Tag::kNone; }
  bool is_not_implemented() const { return tag == Tag::kNotImplemented; }
  bool is_ellipsis() const { return tag == Tag::kEllipsis; }
  bool is_bool() const { return tag == Tag::kBool; }
  bool is_int() const { return tag == Tag::kInt; }  // False for bool and big ints.
  bool is_int_or_bool() const { return tag == Tag::kInt || tag == Tag::kBool; }
  bool is_float() const { return tag == Tag::kFloat; }
  bool is_object() const { return tag == Tag::kObject; }
  bool is_error() const { return tag == Tag::kError; }
  bool is_waiting() const { return tag == Tag::kWaiting; }
  bool is_true() const { return tag == Tag::kBool && i != 0; }

  // Identity as the `is` operator has it; floats and ints compare by value.
  bool is(const Value& other) const { return tag == other.tag && i == other.i; }

 private:
  static constexpr Value of(Tag tag, int64_t i) {
    Value v;
    v.tag = tag;
    v.i = i;
    return v;
  }
};
static_assert(sizeof(Value) == 16);

}  // namespace scriptling
