#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <sstream>

namespace scriptling {

namespace {

constexpr const char* kVersion = "scriptling 0.1.0";

// "64", "32M", "1.5G"; K, M and G are powers of 1024.
struct Size {
  uint64_t bytes = 0;
};

bool lexical_cast(const std::string& text, Size& size) {
  char* end = nullptr;
  double number = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || !(number >= 0)) return false;
  std::string unit(end);
  for (char& c : unit) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (unit == "K")
    number *= 1024;
  else if (unit == "M")
    number *= 1024.0 * 1024;
  else if (unit == "G")
    number *= 1024.0 * 1024 * 1024;
  else if (!unit.empty())
    return false;
  if (number > 9e18) return false;
  size.bytes = static_cast<uint64_t>(number);
  return true;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) {
    if (!part.empty()) parts.push_back(part);
  }
  return parts;
}

// "--env-memory" is also SCRIPTLING_ENV_MEMORY.
std::string variable_for(const std::string& flag) {
  std::string name = "SCRIPTLING_";
  for (char c : flag.substr(flag.rfind("--") + 2)) {
    name +=
        c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

class Parser {
 public:
  Parser() {
    app_.set_version_flag("--version", kVersion);
    app_.prefix_command();  // What follows the script is the script's.
    add_what_to_run();
    add_paths_and_libraries();
    add_limits();
    add_logging();
    add_tests();
  }

  ParsedOptions parse(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
      settle();
    } catch (const CLI::Success& e) {  // --help, --version
      app_.exit(e);
      return {std::nullopt, 0};
    } catch (const CLI::Error& e) {
      std::fprintf(stderr, "scriptling: %s\n", first_line(e.what()).c_str());
      return {std::nullopt, 2};
    }
    return {std::move(options_), 0};
  }

 private:
  static std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
  }

  template <class T>
  CLI::Option* option(const std::string& flags, T& value, const std::string& help) {
    return app_.add_option(flags, value, help)->envname(variable_for(flags));
  }
  CLI::Option* flag(const std::string& flags, bool& value, const std::string& help) {
    return app_.add_flag(flags, value, help)->envname(variable_for(flags));
  }

  void add_what_to_run() {
    app_.add_option("-c,--code", code_, "Run this code")->type_name("CODE");
    option("-S,--server", options_.server,
           "Serve the script's routes and tasks on this address, as in :8000");
    flag("-l,--lint", options_.lints, "Check the syntax only");
    option("--lint-format", lint_format_, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    app_.add_option("--dis", options_.disassembles, "Show the instructions of a file")
        ->type_name("FILE");
    flag("--debug", options_.config.is_debugging, "Show tracebacks to clients");
  }

  void add_paths_and_libraries() {
    option("-L,--libpath", options_.config.libpaths,
           "A folder to import from, after the script's own; may be repeated")
        ->allow_extra_args(false)
        ->type_name("DIR");
    option("--allowed-paths", allowed_paths_,
           "Folders that scripts may open files in, as in A,B; - is none")
        ->type_name("A,B");
    option("--kv-storage", options_.config.kv_storage,
           "Folder of the persistent default store")
        ->type_name("DIR");
    option("--kv-sync", options_.config.kv_sync, "always, interval or off")
        ->check(CLI::IsMember({"always", "interval", "off"}));
    app_.add_flag("--list-libs", options_.lists_libraries, "List what can be imported");
    option("--disable-lib", options_.disabled_libraries,
           "A library that cannot be imported; may be repeated")
        ->allow_extra_args(false)
        ->type_name("NAME");
  }

  void add_limits() {
    Config& c = options_.config;
    option("--threads", c.threads, "Scheduler workers; default: one for each core")
        ->check(CLI::Range(0, 1024));
    option("--env-memory", env_memory_,
           "Heap of one environment, as in 64M; default 512M")
        ->type_name("BYTES");
    option("--recursion-limit", c.limits.recursion, "Nested calls; default 1000")
        ->check(CLI::Range(1, 1'000'000));
    option("--timeout", c.timeout, "Seconds a main script may run")
        ->check(CLI::NonNegativeNumber);
    option("--message-size", message_size_, "Largest message; default 64M")
        ->type_name("BYTES");
    option("--queue-limit", c.queue_limit,
           "Items in an unbounded queue; default 10 million");
    option("--shutdown-timeout", c.shutdown_timeout,
           "Seconds for what is cancelled at the end; default 10")
        ->check(CLI::NonNegativeNumber);
  }

  void add_logging() {
    option("--log-level", log_level_, "trace, debug, info, warn or error")
        ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error"}));
    option("--log-format", log_format_, "console or json")
        ->check(CLI::IsMember({"console", "json"}));
  }

  // Not shown by --help.
  void add_tests() {
    app_.add_option("--test-slice", options_.config.test_slice)->group("");
    app_.add_flag("--test-collect", options_.config.test_collect)->group("");
  }

  // What CLI11 leaves in pieces.
  void settle() {
    Options& o = options_;
    if (app_.count("--code") > 0) o.code = code_;
    std::vector<std::string> rest = app_.remaining();
    if (!rest.empty() && rest[0].size() > 1 && rest[0][0] == '-' && !o.code) {
      throw CLI::ValidationError("there is no option " + rest[0] + "; see --help");
    }
    if (!o.code && !rest.empty()) {
      o.script = rest.front();
      rest.erase(rest.begin());
    }
    o.config.arguments = std::move(rest);
    o.lints_as_json = lint_format_ == "json";
    if (!allowed_paths_.empty()) {
      o.config.allowed_paths =
          allowed_paths_ == "-" ? std::vector<std::string>() : split(allowed_paths_, ',');
    }
    if (const char* paths = std::getenv("SCRIPTLING_LIBPATH");
        paths != nullptr && o.config.libpaths == std::vector<std::string>{paths}) {
      o.config.libpaths = split(paths, ':');
    }
    if (env_memory_.bytes > 0) o.config.limits.memory = env_memory_.bytes;
    if (message_size_.bytes > 0) o.config.message_size = message_size_.bytes;
    static const std::map<std::string, LogLevel> levels = {{"trace", LogLevel::kDebug},
                                                           {"debug", LogLevel::kDebug},
                                                           {"info", LogLevel::kInfo},
                                                           {"warn", LogLevel::kWarning},
                                                           {"error", LogLevel::kError}};
    o.config.log_level = levels.at(log_level_);
    o.config.log_format = log_format_ == "json" ? LogFormat::kJson : LogFormat::kConsole;
    if (!o.config.kv_storage.empty()) {
      throw CLI::ValidationError("--kv-storage: this version has no persistent stores");
    }
  }

  CLI::App app_{
      "Runs a script: scriptling [OPTIONS] [SCRIPT [ARGUMENT...]]; - is standard input.",
      "scriptling"};
  Options options_;
  std::string code_, allowed_paths_, lint_format_ = "text";
  std::string log_level_ = "info", log_format_ = "console";
  Size env_memory_, message_size_;
};

}  // namespace

ParsedOptions parse_options(int argc, char** argv) { return Parser().parse(argc, argv); }

}  // namespace scriptling
