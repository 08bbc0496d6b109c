// Running generators and coroutines from natives: next(), send(), throw(), close().
//
// The dispatch loop resumes generators by itself in `for` and `yield from`; these are for
// everything else, and run the generator in a loop of its own.
//
// One thread at a time.
#pragma once

#include "interp/frame.h"
#include "interp/vm.h"

namespace scriptling {

struct Resumed {
  // What was yielded; when `finished`, what was returned. Error: an exception is pending.
  Value value;
  bool finished = false;
};

Resumed generator_send(Vm& vm, Generator* generator, Value sent);
// Raises `exception` where the generator stands (or in what it delegates to). `given` is
// what throw() was called with to mean it: an iterator of a script that is delegated to
// is called with the same.
Resumed generator_throw(Vm& vm, Generator* generator, Value exception,
                        std::span<const Value> given = {});
// False: an exception is pending.
bool generator_close(Vm& vm, Generator* generator);
// For next(): the yielded value, undefined at the end (whatever it returned), or error.
inline Value generator_next(Vm& vm, Generator* generator) {
  Resumed r = generator_send(vm, generator, Value::none());
  return r.finished ? Value::undefined() : r.value;
}
inline Value generator_resume(Vm& vm, Generator* generator, Value sent) {
  Resumed r = generator_send(vm, generator, sent);
  return r.finished ? Value::undefined() : r.value;
}

// What throw(type, value, traceback) raises, for its arguments from the second on. Error:
// pending.
Value thrown_exception(Vm& vm, const Args& args);

// What anext(iterator, default) gives: its value is that of `awaitable`, or `otherwise`
// where that raises StopAsyncIteration.
Value make_anext_awaitable(Vm& vm, Value awaitable, Value otherwise);

void define_generators();
void define_async_generators();

// A StopIteration that leaves a generator's body is a RuntimeError.
void refuse_stop_iteration(Vm& vm, const Generator* generator);

}  // namespace scriptling
