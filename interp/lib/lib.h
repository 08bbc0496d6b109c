// The native modules of the library, one file each in this folder.
//
// Immutable; share freely.
#pragma once

#include <span>

#include "interp/module.h"
#include "interp/object.h"

namespace scriptling {

const ModuleDef& builtins_module();
const ModuleDef& abc_module();
const ModuleDef& base64_module();
const ModuleDef& bisect_module();
const ModuleDef& collections_module();
const ModuleDef& csv_module();
const ModuleDef& copy_module();
const ModuleDef& dataclasses_module();
const ModuleDef& datetime_module();
const ModuleDef& functools_module();
const ModuleDef& hashlib_module();
const ModuleDef& heapq_module();
const ModuleDef& io_module();
const ModuleDef& itertools_module();
const ModuleDef& json_module();
const ModuleDef& cmath_module();
const ModuleDef& math_module();
const ModuleDef& re_module();
const ModuleDef& operator_module();
const ModuleDef& random_module();
const ModuleDef& sys_module();
const ModuleDef& time_module();
const ModuleDef& runtime_module();
const ModuleDef& runtime_http_module();
const ModuleDef& runtime_kv_module();
const ModuleDef& runtime_sync_module();

// Every module there is, registered or not.
std::span<const ModuleDef* const> known_modules();

// The script class of a handle: Promise, Atomic, Queue, ... Process-wide, immortal.
Class* handle_class(HandleKind kind);
Handle* make_handle(Vm& vm, HandleKind kind, uint64_t id, std::string_view name);

}  // namespace scriptling
