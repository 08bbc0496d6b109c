// The built-in classes and a few constant strings: one immutable set for the process,
// made on first use, shared by all environments.
//
// Immutable; share freely.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "interp/native.h"
#include "interp/object.h"

namespace scriptling {

// Built-in classes: CLASS(field, "name", base field, Kind of instances).
#define SCRIPTLING_CLASSES(CLASS)                                        \
  CLASS(object, "object", object, kInstance)                             \
  CLASS(type, "type", object, kClass)                                    \
  CLASS(none, "NoneType", object, kFree)                                 \
  CLASS(not_implemented, "NotImplementedType", object, kFree)            \
  CLASS(ellipsis, "ellipsis", object, kFree)                             \
  CLASS(int_, "int", object, kBigInt)                                    \
  CLASS(bool_, "bool", int_, kFree)                                      \
  CLASS(float_, "float", object, kFree)                                  \
  CLASS(complex, "complex", object, kComplex)                            \
  CLASS(str, "str", object, kStr)                                        \
  CLASS(bytes, "bytes", object, kBytes)                                  \
  CLASS(bytearray, "bytearray", object, kByteArray)                      \
  CLASS(memoryview, "memoryview", object, kMemoryView)                   \
  CLASS(list, "list", object, kList)                                     \
  CLASS(tuple, "tuple", object, kTuple)                                  \
  CLASS(dict, "dict", object, kDict)                                     \
  CLASS(set, "set", object, kSet)                                        \
  CLASS(frozenset, "frozenset", object, kFrozenSet)                      \
  CLASS(range, "range", object, kRange)                                  \
  CLASS(slice, "slice", object, kSlice)                                  \
  CLASS(function, "function", object, kFunction)                         \
  CLASS(native, "builtin_function_or_method", object, kNative)           \
  CLASS(method, "method", object, kBoundMethod)                          \
  CLASS(module, "module", object, kModule)                               \
  CLASS(cell, "cell", object, kCell)                                     \
  CLASS(code, "code", object, kUnit)                                     \
  CLASS(generator, "generator", object, kGenerator)                      \
  CLASS(coroutine, "coroutine", object, kGenerator)                      \
  CLASS(async_generator, "async_generator", object, kGenerator)          \
  CLASS(property, "property", object, kProperty)                         \
  CLASS(staticmethod, "staticmethod", object, kStaticMethod)             \
  CLASS(classmethod, "classmethod", object, kClassMethod)                \
  CLASS(super, "super", object, kSuper)                                  \
  CLASS(traceback, "traceback", object, kTraceback)                      \
  CLASS(mappingproxy, "mappingproxy", object, kMappingProxy)             \
  CLASS(dict_keys, "dict_keys", object, kDictView)                       \
  CLASS(dict_values, "dict_values", object, kDictView)                   \
  CLASS(dict_items, "dict_items", object, kDictView)                     \
  CLASS(list_iterator, "list_iterator", object, kIterator)               \
  CLASS(tuple_iterator, "tuple_iterator", object, kIterator)             \
  CLASS(str_iterator, "str_iterator", object, kIterator)                 \
  CLASS(bytes_iterator, "bytes_iterator", object, kIterator)             \
  CLASS(memory_iterator, "memory_iterator", object, kIterator)           \
  CLASS(range_iterator, "range_iterator", object, kIterator)             \
  CLASS(dict_keyiterator, "dict_keyiterator", object, kIterator)         \
  CLASS(dict_valueiterator, "dict_valueiterator", object, kIterator)     \
  CLASS(dict_itemiterator, "dict_itemiterator", object, kIterator)       \
  CLASS(set_iterator, "set_iterator", object, kIterator)                 \
  CLASS(list_reverseiterator, "list_reverseiterator", object, kIterator) \
  CLASS(sequence_iterator, "iterator", object, kIterator)                \
  CLASS(callable_iterator, "callable_iterator", object, kIterator)       \
  CLASS(reversed, "reversed", object, kIterator)                         \
  CLASS(enumerate, "enumerate", object, kIterator)                       \
  CLASS(zip, "zip", object, kIterator)                                   \
  CLASS(map, "map", object, kIterator)                                   \
  CLASS(filter, "filter", object, kIterator)                             \
  CLASS(handle, "handle", object, kHandle)

// Exceptions: CLASS(field, "Name", base field).
#define SCRIPTLING_EXCEPTIONS(CLASS)                                          \
  CLASS(base_exception, "BaseException", base_exception)                      \
  CLASS(system_exit, "SystemExit", base_exception)                            \
  CLASS(keyboard_interrupt, "KeyboardInterrupt", base_exception)              \
  CLASS(generator_exit, "GeneratorExit", base_exception)                      \
  CLASS(cancelled, "Cancelled", base_exception)                               \
  CLASS(base_exception_group, "BaseExceptionGroup", base_exception)           \
  CLASS(exception, "Exception", base_exception)                               \
  CLASS(stop_iteration, "StopIteration", exception)                           \
  CLASS(stop_async_iteration, "StopAsyncIteration", exception)                \
  CLASS(arithmetic_error, "ArithmeticError", exception)                       \
  CLASS(floating_point_error, "FloatingPointError", arithmetic_error)         \
  CLASS(overflow_error, "OverflowError", arithmetic_error)                    \
  CLASS(zero_division_error, "ZeroDivisionError", arithmetic_error)           \
  CLASS(assertion_error, "AssertionError", exception)                         \
  CLASS(attribute_error, "AttributeError", exception)                         \
  CLASS(buffer_error, "BufferError", exception)                               \
  CLASS(eof_error, "EOFError", exception)                                     \
  CLASS(import_error, "ImportError", exception)                               \
  CLASS(module_not_found_error, "ModuleNotFoundError", import_error)          \
  CLASS(lookup_error, "LookupError", exception)                               \
  CLASS(index_error, "IndexError", lookup_error)                              \
  CLASS(key_error, "KeyError", lookup_error)                                  \
  CLASS(memory_error, "MemoryError", exception)                               \
  CLASS(name_error, "NameError", exception)                                   \
  CLASS(unbound_local_error, "UnboundLocalError", name_error)                 \
  CLASS(os_error, "OSError", exception)                                       \
  CLASS(blocking_io_error, "BlockingIOError", os_error)                       \
  CLASS(child_process_error, "ChildProcessError", os_error)                   \
  CLASS(connection_error, "ConnectionError", os_error)                        \
  CLASS(broken_pipe_error, "BrokenPipeError", connection_error)               \
  CLASS(connection_aborted_error, "ConnectionAbortedError", connection_error) \
  CLASS(connection_refused_error, "ConnectionRefusedError", connection_error) \
  CLASS(connection_reset_error, "ConnectionResetError", connection_error)     \
  CLASS(file_exists_error, "FileExistsError", os_error)                       \
  CLASS(file_not_found_error, "FileNotFoundError", os_error)                  \
  CLASS(interrupted_error, "InterruptedError", os_error)                      \
  CLASS(is_a_directory_error, "IsADirectoryError", os_error)                  \
  CLASS(not_a_directory_error, "NotADirectoryError", os_error)                \
  CLASS(permission_error, "PermissionError", os_error)                        \
  CLASS(process_lookup_error, "ProcessLookupError", os_error)                 \
  CLASS(timeout_error, "TimeoutError", os_error)                              \
  CLASS(reference_error, "ReferenceError", exception)                         \
  CLASS(runtime_error, "RuntimeError", exception)                             \
  CLASS(not_implemented_error, "NotImplementedError", runtime_error)          \
  CLASS(recursion_error, "RecursionError", runtime_error)                     \
  CLASS(queue_closed, "QueueClosed", runtime_error)                           \
  CLASS(queue_full, "QueueFull", runtime_error)                               \
  CLASS(deadlock_error, "DeadlockError", runtime_error)                       \
  CLASS(syntax_error, "SyntaxError", exception)                               \
  CLASS(indentation_error, "IndentationError", syntax_error)                  \
  CLASS(tab_error, "TabError", indentation_error)                             \
  CLASS(system_error, "SystemError", exception)                               \
  CLASS(type_error, "TypeError", exception)                                   \
  CLASS(value_error, "ValueError", exception)                                 \
  CLASS(unicode_error, "UnicodeError", value_error)                           \
  CLASS(unicode_decode_error, "UnicodeDecodeError", unicode_error)            \
  CLASS(unicode_encode_error, "UnicodeEncodeError", unicode_error)            \
  CLASS(warning, "Warning", exception)                                        \
  CLASS(deprecation_warning, "DeprecationWarning", warning)                   \
  CLASS(runtime_warning, "RuntimeWarning", warning)                           \
  CLASS(user_warning, "UserWarning", warning)                                 \
  CLASS(syntax_warning, "SyntaxWarning", warning)                             \
  CLASS(future_warning, "FutureWarning", warning)                             \
  CLASS(exception_group, "ExceptionGroup", exception)

struct CoreTypes {
#define CLASS(field, ...) Class* field = nullptr;
  SCRIPTLING_CLASSES(CLASS)
  SCRIPTLING_EXCEPTIONS(CLASS)
#undef CLASS
};

// Names that the Vm itself looks up, interned: NAME(field, text).
// clang-format off
#define SCRIPTLING_NAMES(NAME)                                                           \
  NAME(init, "__init__") NAME(new_, "__new__") NAME(del, "__del__")                      \
  NAME(repr, "__repr__") NAME(str, "__str__") NAME(bytes, "__bytes__")                   \
  NAME(format, "__format__") NAME(hash, "__hash__") NAME(bool_, "__bool__")              \
  NAME(len, "__len__") NAME(length_hint, "__length_hint__") NAME(iter, "__iter__")       \
  NAME(next, "__next__") NAME(reversed, "__reversed__") NAME(contains, "__contains__")   \
  NAME(getitem, "__getitem__") NAME(setitem, "__setitem__") NAME(delitem, "__delitem__") \
  NAME(missing, "__missing__") NAME(call, "__call__") NAME(getattr, "__getattr__")       \
  NAME(getattribute, "__getattribute__") NAME(setattr, "__setattr__")                    \
  NAME(delattr, "__delattr__") NAME(get, "__get__") NAME(set, "__set__")                 \
  NAME(delete_, "__delete__") NAME(set_name, "__set_name__")                             \
  NAME(init_subclass, "__init_subclass__") NAME(class_getitem, "__class_getitem__")      \
  NAME(class_, "__class__") NAME(classcell, "__classcell__") NAME(dict, "__dict__")      \
  NAME(doc, "__doc__") NAME(name, "__name__") NAME(qualname, "__qualname__")             \
  NAME(module, "__module__") NAME(file, "__file__") NAME(path, "__path__")               \
  NAME(package, "__package__") NAME(all, "__all__") NAME(slots, "__slots__")             \
  NAME(mro, "__mro__") NAME(bases, "__bases__") NAME(match_args, "__match_args__")       \
  NAME(annotations, "__annotations__") NAME(builtins, "__builtins__")                    \
  NAME(enter, "__enter__") NAME(exit, "__exit__") NAME(aenter, "__aenter__")             \
  NAME(aexit, "__aexit__") NAME(await, "__await__") NAME(aiter, "__aiter__")             \
  NAME(anext, "__anext__") NAME(index, "__index__") NAME(int_, "__int__")                \
  NAME(float_, "__float__") NAME(trunc, "__trunc__") NAME(floor, "__floor__")            \
  NAME(ceil, "__ceil__") NAME(round, "__round__") NAME(abs, "__abs__")                   \
  NAME(neg, "__neg__") NAME(pos, "__pos__") NAME(invert, "__invert__")                   \
  NAME(eq, "__eq__") NAME(ne, "__ne__") NAME(lt, "__lt__") NAME(le, "__le__")            \
  NAME(gt, "__gt__") NAME(ge, "__ge__")                                                  \
  NAME(add, "__add__") NAME(radd, "__radd__") NAME(iadd, "__iadd__")                     \
  NAME(sub, "__sub__") NAME(rsub, "__rsub__") NAME(isub, "__isub__")                     \
  NAME(mul, "__mul__") NAME(rmul, "__rmul__") NAME(imul, "__imul__")                     \
  NAME(truediv, "__truediv__") NAME(rtruediv, "__rtruediv__")                            \
  NAME(itruediv, "__itruediv__") NAME(floordiv, "__floordiv__")                          \
  NAME(rfloordiv, "__rfloordiv__") NAME(ifloordiv, "__ifloordiv__")                      \
  NAME(mod, "__mod__") NAME(rmod, "__rmod__") NAME(imod, "__imod__")                     \
  NAME(pow, "__pow__") NAME(rpow, "__rpow__") NAME(ipow, "__ipow__")                     \
  NAME(lshift, "__lshift__") NAME(rlshift, "__rlshift__") NAME(ilshift, "__ilshift__")   \
  NAME(rshift, "__rshift__") NAME(rrshift, "__rrshift__") NAME(irshift, "__irshift__")   \
  NAME(and_, "__and__") NAME(rand, "__rand__") NAME(iand, "__iand__")                    \
  NAME(or_, "__or__") NAME(ror, "__ror__") NAME(ior, "__ior__")                          \
  NAME(xor_, "__xor__") NAME(rxor, "__rxor__") NAME(ixor, "__ixor__")                    \
  NAME(matmul, "__matmul__") NAME(rmatmul, "__rmatmul__") NAME(imatmul, "__imatmul__")   \
  NAME(divmod, "__divmod__") NAME(rdivmod, "__rdivmod__") NAME(self, "self")             \
  NAME(send, "send") NAME(throw_, "throw") NAME(close, "close") NAME(keys, "keys")       \
  NAME(value, "value") NAME(empty, "") NAME(main, "__main__") NAME(fspath, "__fspath__") \
  NAME(notes, "__notes__") NAME(cause, "__cause__") NAME(context, "__context__")         \
  NAME(traceback, "__traceback__") NAME(wrapped, "__wrapped__") NAME(dir, "__dir__")     \
  NAME(subclasshook, "__subclasshook__") NAME(instancecheck, "__instancecheck__")        \
  NAME(subclasscheck, "__subclasscheck__") NAME(abstractmethods, "__abstractmethods__")  \
  NAME(name_attr, "name") NAME(code, "code") NAME(args, "args") NAME(print_file_and_line, "print_file_and_line") \
  NAME(complex, "__complex__")
// clang-format on

struct CoreNames {
#define NAME(field, text) Str* field = nullptr;
  SCRIPTLING_NAMES(NAME)
#undef NAME
};

// Filled in by init_core(); read-only afterwards.
extern CoreTypes types;
extern CoreNames names;

// Makes the built-in classes. Idempotent; called by whatever first needs them (compile(),
// Vm). Any thread.
void init_core();

// -- For the files that define built-in classes and native modules (natives.cpp)
// ---------------

// An immortal native function. `owner` null: a plain function.
Native* make_native(const NativeDef& def, Class* owner);
// Adds methods to an immortal class, once, during init_core().
void add_methods(Class* cls, std::span<const NativeDef> methods);
// An immortal native class made by a library module (deque, Hash, Promise ...): `layout`
// decides the struct. Once for each process; keep the pointer in a function-local static.
Class* make_class(const char* name, Class* base, Kind instance_kind,
                  std::span<const NativeDef> methods, const TypeSlots* slots = nullptr,
                  const char* doc = nullptr);
// Immortal text, for constants of native modules. Not for unbounded input.
Str* immortal_str(std::string_view text);

// Each defines the methods of some built-in classes; all called by init_core().
void define_object_and_type();
void define_int_and_float();  // And complex.
void define_str();
void define_bytes();
void define_memoryview();
void define_list_and_tuple();
void define_dict();
void define_set();
void define_range_and_slice();
void define_function_types();
void define_iterators();
void define_generators();
void define_exceptions();

// The class of any value, as type(v) has it.
inline Class* class_of(const Value& v) {
  switch (v.tag) {
    case Tag::kObject: return v.o->cls;
    case Tag::kInt: return types.int_;
    case Tag::kFloat: return types.float_;
    case Tag::kBool: return types.bool_;
    case Tag::kNone: return types.none;
    case Tag::kNotImplemented: return types.not_implemented;
    case Tag::kEllipsis: return types.ellipsis;
    default: return types.object;
  }
}
// True when `cls` is `base` or derives from it.
bool is_subclass(const Class* cls, const Class* base);
inline bool is_instance(const Value& v, const Class* base) {
  return is_subclass(class_of(v), base);
}
inline bool is_exception(const Value& v) { return is_kind(v, Kind::kException); }

}  // namespace scriptling
