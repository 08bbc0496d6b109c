// Programs that are long, deep or wide: they compile to sound code or are refused,
// whatever the size.
#include "tests/unit/interp/compiler_testing.h"

namespace scriptling {
namespace {

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int n = 0; n < times; ++n) out += text;
  return out;
}

size_t count(const std::string& text, const std::string& part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

}  // namespace

TEST_CASE("long chains of operators, calls and attributes compile") {
  sound("x = a" + repeated(" + a", 20000) + "\n");
  sound("x = 1" + repeated(" + 1", 20000) + "\n");
  sound("x = a" + repeated(".b().c[1]", 5000) + "\n");
  sound("x = (" + repeated("a and ", 5000) + "b)\n");
  sound("x = a" + repeated(" < a", 5000) + "\n");
  sound("if a: b\n" + repeated("elif a: b\n", 5000));
}

TEST_CASE("a jump over more than 32767 instructions is written as two") {
  std::string body = repeated("        g(a)\n", 12000);
  std::string code = functions("def f(a, b):\n    while a < b:\n" + body +
                               "    for x in a:\n" + body + "    return a\n");
  CHECK(count(code, "JumpIfLt      a, b") == 1);
  CHECK(count(code, "JumpIfNotLt   a, b") == 1);
  CHECK(count(code, "ForIter") == 1);
  sound("def f(a):\n    try:\n" + body + "    except a:\n" + body);
}

TEST_CASE("displays and calls of any length compile") {
  sound("x = [" + repeated("a, ", 70000) + "]\n");
  sound("x = (" + repeated("a, ", 70000) + ")\n");
  sound("x = {" + repeated("a, ", 70000) + "}\n");
  sound("x = {" + repeated("a: b, ", 70000) + "}\n");
  sound("x = [" + repeated("'a', ", 70000) + "]\n");
  sound("x = f(" + repeated("a, ", 1000) + ")\n");
  sound("x = f'" + repeated("{a}-", 1000) + "'\n");
}

TEST_CASE("any number of misplaced arguments is one error") {
  CHECK(compile_text("f(" + repeated("a=1, b, ", 30000) + ")\n").error->message ==
        "positional argument follows keyword argument");
}

TEST_CASE("more constants than an operand can count compile") {
  std::string text;
  for (int n = 0; n < 70000; ++n) text += "x = " + std::to_string(n + 100000) + "\n";
  sound(text + "from a import b\nf(k=1)\n");
}

TEST_CASE("more locals than there are registers are refused") {
  std::string text = "def f():\n";
  for (int n = 0; n < 66000; ++n) text += "    x" + std::to_string(n) + " = 1\n";
  CHECK(compile_text(text).error->message ==
        "function needs too many variables and temporaries");
}

TEST_CASE("nested finally does not grow without end") {
  std::string text = "def f():\n";
  std::string indent = "    ";
  for (int n = 0; n < 40; ++n) {
    text += indent + "try: g()\n" + indent + "finally:\n";
    indent += " ";
  }
  text += indent + "g()\n";
  CHECK(compile_text(text).error.has_value());
  // What cannot run is looked at once.
  text = "def f():\n    return\n";
  indent = "    ";
  for (int n = 0; n < 40; ++n) {
    text += indent + "try: g()\n" + indent + "finally:\n";
    indent += " ";
  }
  CHECK(functions(text + indent + "g()\n").find("LoadGlobal") == std::string::npos);
}

TEST_CASE("blocks nest as deeply as in Python") {
  std::string text;
  for (int n = 0; n < 22; ++n)
    text.append(static_cast<size_t>(n), ' ').append("while x:\n");
  text.append(22, ' ').append("pass\n");
  CHECK(compile_text(text).error->message == "too many statically nested blocks");
}

}  // namespace scriptling
