#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <sstream>

namespace scriptling {

namespace {

constexpr uint64_t kMany = 1'000'000'000'000;
constexpr double kMostSeconds = 1e9;  // Which still fit, in nanoseconds.
constexpr const char* kVersion = "scriptling 0.1.0";

std::optional<uint64_t> parse_size(const std::string& text) {
  char* end = nullptr;
  double number = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || !(number >= 0)) return std::nullopt;
  std::string unit(end);
  for (char& c : unit) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  constexpr std::pair<const char*, double> kUnits[] = {
      {"", 1}, {"K", 1 << 10}, {"M", 1 << 20}, {"G", 1 << 30}};
  for (auto [name, factor] : kUnits) {
    if (unit != name || number * factor > 9e18) continue;
    return static_cast<uint64_t>(number * factor);
  }
  return std::nullopt;
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
    add_site();
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

  // "64", "32M", "1.5G"; K, M and G are powers of 1024.
  template <class T>
  void size(const std::string& name, T& bytes, const std::string& help,
            uint64_t least = 0) {
    auto read = [&bytes, least](const std::string& text) {
      std::optional<uint64_t> size = parse_size(text);
      bool is_good = size && *size >= least;
      if (is_good) bytes = static_cast<T>(*size);
      return is_good;
    };
    app_.add_option_function<std::string>(
            name,
            [name, read](const std::string& text) {
              if (read(text)) return;
              std::string why = parse_size(text) ? ": too small: " : ": no size: ";
              throw CLI::ValidationError(name + why + text);
            },
            help)
        ->envname(variable_for(name))
        ->type_name("BYTES");
  }
  // "10", "0.5".
  void seconds(const std::string& name, double& value, const std::string& help) {
    auto read = [name, &value](const std::string& text) {
      char* end = nullptr;
      double number = std::strtod(text.c_str(), &end);
      bool is_number = end != text.c_str() && *end == '\0';
      if (!is_number || !(number >= 0 && number <= kMostSeconds)) {
        throw CLI::ValidationError(name + ": '" + text +
                                   "' is no number of seconds from 0 to 1000000000");
      }
      value = number;
    };
    app_.add_option_function<std::string>(name, read, help)
        ->envname(variable_for(name))
        ->type_name("SECONDS");
  }
  template <class T>
  void count(const std::string& name, T& value, uint64_t least, uint64_t most,
             const std::string& help) {
    auto read = [name, least, most, &value](const std::string& text) {
      uint64_t number = 0;
      const char* end = text.data() + text.size();
      auto [behind, error] = std::from_chars(text.data(), end, number);
      bool is_number = error == std::errc() && behind == end && !text.empty();
      if (!is_number || number < least || number > most) {
        throw CLI::ValidationError(name + ": '" + text + "' is no whole number from " +
                                   std::to_string(least) + " to " + std::to_string(most));
      }
      value = static_cast<T>(number);
    };
    app_.add_option_function<std::string>(name, read, help)
        ->envname(variable_for(name))
        ->type_name("N");
  }
  // Text that an unset variable of a shell would leave empty, and that would then mean
  // something else: less guarded, or not kept.
  template <class T>
  CLI::Option* named(const std::string& flags, T& value, const std::string& help) {
    std::string name = flags.substr(flags.rfind("--"));
    std::string variable = variable_for(flags);
    const char* given = std::getenv(variable.c_str());
    if (given != nullptr && *given == '\0') empty_variables_.push_back(variable);
    return option(flags, value, help)->check([name](const std::string& text) {
      bool is_blank = text.find_first_not_of(" \t\r\n") == std::string::npos;
      return is_blank ? "it is empty; leave the option out if that is meant" : "";
    });
  }

  void add_what_to_run() {
    app_.add_option("-c,--code", code_, "Run this code")->type_name("CODE");
    named("-S,--server", server_,
          "Serve the script's routes and tasks on this address, as in :8000")
        ->type_name("ADDR");
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
    named("--allowed-paths", allowed_paths_,
          "Folders that scripts may open files in, as in A,B; - is none")
        ->type_name("A,B");
    named("--kv-storage", options_.config.kv_storage,
          "Folder of the persistent default store")
        ->type_name("DIR");
    option("--kv-sync", options_.config.kv_sync,
           "When stores on disk sync: always, interval (each second) or off")
        ->check(CLI::IsMember({"always", "interval", "off"}));
    app_.add_option("--kv-check", options_.checks_store, "Look for damage in a store")
        ->type_name("FILE");
    app_.add_flag("--list-libs", options_.lists_libraries, "List what can be imported");
    named("--disable-lib", options_.disabled_libraries,
          "A library that cannot be imported; may be repeated")
        ->allow_extra_args(false)
        ->type_name("NAME");
  }

  void add_limits() {
    Config& c = options_.config;
    count("--threads", c.threads, 0, 1024,
          "Scheduler workers; default 0: one for each core");
    size("--env-memory", c.limits.memory,
         "Heap of one environment, as in 64M; default 512M, at least 64K",
         scriptling::Limits::kLeastMemory);
    count("--recursion-limit", c.limits.recursion, 1, 1'000'000,
          "Nested calls; default 1000");
    seconds("--timeout", c.timeout,
            "For a main script, and for a task; default 0: no limit");
    size("--message-size", c.message_size, "Largest message; default 64M");
    count("--queue-limit", c.queue_limit, 1, kMany,
          "Items in an unbounded queue; default 10 million");
    seconds("--shutdown-timeout", c.shutdown_timeout,
            "For what is cancelled at the end; default 10");
  }

  void add_site() {
    SiteConfig& c = options_.config.site;
    named("--bearer-token", c.bearer_token, "Answer only who has it; /health is for all")
        ->type_name("TOKEN");
    auto* certificate = named("--tls-cert", c.tls_cert, "Certificate, a PEM file");
    auto* key = named("--tls-key", c.tls_key, "Its key, a PEM file");
    certificate->needs(key)->type_name("FILE");
    key->needs(certificate)->type_name("FILE");
    flag("--tls-generate", c.generates_tls, "TLS with a certificate of its own making")
        ->excludes(certificate);
    named("--web-root", c.web_root, "Files for paths that no route has")
        ->check(CLI::ExistingDirectory)
        ->type_name("DIR");
    count("--http-threads", c.http_threads, 0, 256,
          "Threads that read, write and begin handlers; default 0: one for two cores");
    size("--max-header", c.max_header, "Largest head of a request; default 16K");
    size("--max-body", c.max_body, "Largest body of a request; default 8M");
    count("--max-requests", c.max_requests, 1, kMany, "Requests in flight; default 4096");
    count("--max-connections", c.max_connections, 1, kMany,
          "Open connections, WebSockets included; default 20000");
    seconds("--header-timeout", c.header_timeout,
            "For a whole head; 0: no limit, as for those below; default 10");
    seconds("--body-timeout", c.body_timeout, "For a whole body; default 60");
    seconds("--idle-timeout", c.idle_timeout, "Between requests; default 60");
    seconds("--stall-timeout", c.stall_timeout,
            "While an answer is being sent, for the client's machine to acknowledge "
            "another byte of it; a slow client may take as long as it likes; default 60");
    seconds("--handler-timeout", c.handler_timeout,
            "For an answer, or the first piece of a streamed one, which may then take as "
            "long as it likes, and so may a WebSocket; default 30");
    seconds("--ping-interval", c.ping_interval,
            "Of silence before a WebSocket client is pinged and a connection probed; "
            "after twice as long it is closed; 0: never; default 20");
  }

  void add_logging() {
    option("--log-level", log_level_, "trace, debug, info, warn or error")
        ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error"}));
    option("--log-format", log_format_, "console or json")
        ->check(CLI::IsMember({"console", "json"}));
    flag("--no-access-log", has_no_access_log_, "No line for each request");
  }

  // Not shown by --help.
  void add_tests() {
    app_.add_option("--test-slice", options_.config.test_slice)->group("");
    app_.add_flag("--test-collect{1}", options_.config.test_collect)->group("");
  }

  // What CLI11 leaves in pieces.
  void settle() {
    Options& o = options_;
    if (!empty_variables_.empty()) {
      throw CLI::ValidationError("the variable " + empty_variables_.front() +
                                 " is empty; unset it if that is meant");
    }
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
    o.serves = !server_.empty();
    if (o.serves) o.config.site.address = server_;
    o.config.site.keeps_access_log = !has_no_access_log_;
    o.lints_as_json = lint_format_ == "json";
    if (!allowed_paths_.empty()) {
      o.config.allowed_paths =
          allowed_paths_ == "-" ? std::vector<std::string>() : split(allowed_paths_, ',');
    }
    if (const char* paths = std::getenv("SCRIPTLING_LIBPATH");
        paths != nullptr && o.config.libpaths == std::vector<std::string>{paths}) {
      o.config.libpaths = split(paths, ':');
    }
    static const std::map<std::string, LogLevel> levels = {{"trace", LogLevel::kDebug},
                                                           {"debug", LogLevel::kDebug},
                                                           {"info", LogLevel::kInfo},
                                                           {"warn", LogLevel::kWarning},
                                                           {"error", LogLevel::kError}};
    o.config.log_level = levels.at(log_level_);
    o.config.log_format = log_format_ == "json" ? LogFormat::kJson : LogFormat::kConsole;
    if (o.lints || o.lists_libraries || !o.disassembles.empty())
      o.config.kv_storage.clear();  // Nothing runs that would want it.
  }

  CLI::App app_{
      "Runs a script: scriptling [OPTIONS] [SCRIPT [ARGUMENT...]]; - is standard input.",
      "scriptling"};
  Options options_;
  std::vector<std::string> empty_variables_;
  std::string code_, server_, allowed_paths_, lint_format_ = "text";
  bool has_no_access_log_ = false;
  std::string log_level_ = "info", log_format_ = "console";
};

}  // namespace

ParsedOptions parse_options(int argc, char** argv) { return Parser().parse(argc, argv); }

}  // namespace scriptling
