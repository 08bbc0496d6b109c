// A host in a few lines: it runs a script, and calls a script's function.
//
//   embed_example [FOLDER]    FOLDER has prices.py; default examples/embed
#include <cstdio>

#include "actors/libraries.h"
#include "actors/runtime.h"

int main(int argc, char** argv) {
  scriptling::Config config;
  config.libpaths = {argc > 1 ? argv[1] : "examples/embed"};
  scriptling::Runtime runtime{config};

  // What scripts may import is the host's choice; register_runtime_library_all() is
  // these.
  register_standard_libraries(runtime);
  register_runtime_library(runtime);
  register_runtime_http_library(runtime);
  register_runtime_kv_library(runtime);
  register_runtime_sync_library(runtime);

  scriptling::Finished answer = runtime.eval(R"(
import scriptling.runtime as runtime

promise = runtime.run(lambda x, y: x + y, 5, 10)
promise.get()
)");
  runtime.report(answer);
  if (!answer.is_ok()) return 1;
  std::printf("the script's value: %s\n", debug_text(answer.value).c_str());

  // What goes in and out of a script is a Datum: plain data, copied.
  using scriptling::Datum;
  Datum prices = Datum::container(scriptling::DatumKind::kList,
                                  {Datum::number(2.5), Datum::integer(4)});
  scriptling::Finished bill =
      runtime.call("prices", "total", {prices}, {{"currency", Datum::str("CHF")}});
  runtime.report(bill);
  if (!bill.is_ok()) return 1;
  std::printf("the function's result: %s\n", debug_text(bill.value).c_str());
}
