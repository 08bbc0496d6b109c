#include "actors/site_server.h"

#include <fmt/core.h>

#include <caf/all.hpp>
#include <filesystem>
#include <future>
#include <thread>

#include "actors/allowed_paths.h"
#include "actors/http_answer.h"
#include "actors/messages.h"
#include "actors/own_answer.h"
#include "actors/snapshot.h"
#include "actors/socket_link.h"
#include "http/bearer.h"
#include "http/tls.h"
#include "http/websocket.h"
#include "interp/lib/request.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongSetup{5000};
constexpr milliseconds kLastWords{
    1000};  // For the answers of handlers that were cancelled.

milliseconds to_milliseconds(double seconds) {
  constexpr double kLongest = 1e9;
  return milliseconds(static_cast<int64_t>(std::min(seconds, kLongest) * 1000));
}

std::shared_ptr<TlsContext> make_tls(const SiteConfig& config) {
  if (!config.tls_cert.empty()) {
    return TlsContext::load(config.tls_cert, config.tls_key);
  }
  return config.generates_tls ? TlsContext::generate() : nullptr;
}

ServerOptions server_options(const ServicesPtr& services) {
  const SiteConfig& config = services->config.site;
  ServerOptions options;
  options.address = config.address;
  int cores = static_cast<int>(std::thread::hardware_concurrency());
  options.threads =
      config.http_threads > 0 ? config.http_threads : std::max(1, cores / 2);
  options.max_connections = config.max_connections;
  options.max_header = config.max_header;
  options.max_body = config.max_body;
  options.header_timeout = to_milliseconds(config.header_timeout);
  options.body_timeout = to_milliseconds(config.body_timeout);
  options.idle_timeout = to_milliseconds(config.idle_timeout);
  options.stall_timeout = to_milliseconds(config.stall_timeout);
  options.ping_interval = to_milliseconds(config.ping_interval);
  options.tls = make_tls(config);
  options.on_trouble = [services](const std::string& why) {
    services->log.warning("", why);
  };
  bool keeps_log =
      config.keeps_access_log && services->config.log_level <= LogLevel::kInfo;
  if (keeps_log) {
    options.on_served = [services](const Served& served) {
      services->log.request(served);
    };
  }
  return options;
}

// Keeps the setup script's own functions alive until they are copied.
List* local_functions(Vm& vm) {
  static constexpr char kKey = 0;
  Value* slot = vm.library_slot(&kKey);
  if (slot->is_undefined()) {
    Value list = Value::object(make_list(vm.heap()));
    slot = vm.library_slot(&kKey);
    *slot = list;
  }
  return as<List>(*slot);
}

// "index (setup.py:12)"
std::string function_label(Value handler) {
  if (!is_kind(handler, Kind::kFunction)) return class_name(handler);
  auto* function = as<Function>(handler);
  const Proto* proto = function->unit->proto;
  return fmt::format("{} ({}:{})", function->qualname->view(),
                     proto->program->source->name(), proto->first_line);
}

Response health_response() {
  Response response;
  response.with("Content-Type", "application/json").body = R"({"status": "ok"})";
  return response;
}

std::vector<std::string> method_names(Value list) {
  std::vector<std::string> names;
  auto* methods = as<List>(list);
  for (uint64_t n = 0; n < methods->size; n++) {
    names.push_back(text_argument(methods->items()[n]));
  }
  return names;
}

}  // namespace

SiteServer::SiteServer(ServicesPtr services, OwnerId setup, ImportPaths import_paths)
    : services_(std::move(services)),
      setup_(setup),
      import_paths_(std::move(import_paths)),
      server_([this] {
        ServerOptions options = server_options(services_);
        options.answer_early = [this](const Request& head) { return answer_early(head); };
        return options;
      }()) {}

// -- What the setup script asks for -----------------------------------------------------

Value SiteServer::call(Environment& environment, Vm& vm, HostOp op,
                       std::span<const Value> arguments) {
  if (op == HostOp::kStartServer) {
    if (environment.id() != setup_) {
      return vm.raise(types.runtime_error, "start_server() is for the setup script");
    }
    if (start(environment, vm).is_error()) return Value::error();
    if (truth(vm, arguments[0]) != 1) return Value::none();
    Ticket ticket = environment.wait_for_answer(op);
    std::lock_guard lock(mutex_);
    waiting_.emplace_back(caf::actor_cast<caf::actor>(&environment), ticket);
    return Value::waiting();
  }
  if (op >= HostOp::kWebSocketSend) {
    SocketLink* socket = environment.socket();
    if (socket != nullptr) return socket->call(vm, op, arguments);
    return vm.raise(types.runtime_error, "this client object is of another connection");
  }
  if (environment.id() != setup_ || stage_ != Stage::kSetup) {
    services_->log.warning(
        environment.run_name(),
        "the site is served already: what is registered now has no effect");
    return Value::none();
  }
  return add(vm, op, arguments);
}

Value SiteServer::add(Vm& vm, HostOp op, std::span<const Value> a) {
  std::string problem;
  switch (op) {
    case HostOp::kHttpRoute:
      problem = map_->add_route(text_argument(a[0]), method_names(a[2]),
                                make_handler(vm, a[1]));
      break;
    case HostOp::kHttpWebSocket:
      problem = map_->add_websocket(text_argument(a[0]), make_handler(vm, a[1]));
      break;
    case HostOp::kHttpStatic: {
      std::string folder = folder_below_setup(text_argument(a[1]));
      if (!is_path_allowed(services_->config, folder)) {
        return vm.raise(types.permission_error, "access denied: {}", text_argument(a[1]));
      }
      std::error_code error;
      if (!std::filesystem::is_directory(folder, error)) {
        bool is_there = std::filesystem::exists(folder, error);
        return vm.raise(
            is_there ? types.not_a_directory_error : types.file_not_found_error,
            "static(): {} {}", is_there ? "no directory:" : "there is no directory",
            folder);
      }
      problem = map_->add_folder(text_argument(a[0]), std::move(folder));
      break;
    }
    case HostOp::kHttpMiddleware: map_->add_middleware(make_handler(vm, a[0])); break;
    case HostOp::kHttpNotFound: map_->set_not_found(make_handler(vm, a[0])); break;
    default: return vm.raise(types.system_error, "unknown host call");
  }
  return problem.empty() ? Value::none() : vm.value_error("{}", problem);
}

SiteHandler SiteServer::make_handler(Vm& vm, Value handler) {
  SiteHandler made;
  if (is_str(handler)) {
    made.label = text_argument(handler);
    size_t dot = made.label.rfind('.');
    made.module = made.label.substr(0, dot);
    made.function = made.label.substr(dot + 1);
    return made;
  }
  made.label = function_label(handler);
  list_append(vm.heap(), local_functions(vm), handler);
  local_handlers_.push_back(static_cast<int>(map_->handlers().size()));
  return made;
}

std::string SiteServer::folder_below_setup(std::string folder) const {
  bool is_relative = !folder.starts_with('/');
  return is_relative ? import_paths_->front() + "/" + folder : folder;
}

// -- Beginning --------------------------------------------------------------------------

// Not earlier: a function may call what stands below it in the script.
bool SiteServer::copy_functions(Environment& environment, Vm& vm) {
  List* functions = local_functions(vm);
  for (size_t n = 0; n < local_handlers_.size(); n++) {
    auto& handler = map_->handlers()[static_cast<size_t>(local_handlers_[n])];
    handler.snapshot = Snapshot::take(
        vm, functions->items()[n], Snapshot::Globals::kCodeOnly,
        services_->config.message_size, environment, environment.programs());
    if (!handler.snapshot) return false;
  }
  return true;
}

Value SiteServer::start(Environment& environment, Vm& vm) {
  if (stage_ != Stage::kSetup) return Value::none();
  if (!check_decorators(vm)) return Value::error();
  if (!copy_functions(environment, vm)) return Value::error();
  map_->close();
  PoolOptions options;
  options.most_requests = services_->config.site.max_requests;
  options.handler_timeout = services_->config.site.handler_timeout;
  options.root = setup_;
  options.import_paths = import_paths_;
  {
    std::lock_guard lock(mutex_);
    stage_ = Stage::kServing;
    if (is_over_) return Value::none();  // The script did not end when it was cancelled.
    pool_ = std::make_shared<HandlerPool>(services_, map_, options);
    is_running_ = !is_stop_asked_;
  }
  pool_->warm_up([self = shared_from_this()](bool is_ready) {
    if (is_ready) return self->begin_serving();
    std::lock_guard lock(self->mutex_);
    self->is_broken_ = true;
    self->has_news_.notify_all();
  });
  // A library that is being imported may wait for what they do.
  caf::anon_send(services_->supervisor, ReleaseTasks{});
  return Value::none();
}

void SiteServer::begin_serving() {
  {
    std::lock_guard lock(mutex_);
    if (is_over_) return;
    is_served_ = true;
    server_.start([this](Request request, Reply reply) {
      answer(std::move(request), std::move(reply));
    });
  }
  const SiteConfig& config = services_->config.site;
  bool is_secure = !config.tls_cert.empty() || config.generates_tls;
  std::string host = config.address.substr(0, config.address.rfind(':'));
  services_->log.info("",
                      fmt::format("listening on {}://{}:{}", is_secure ? "https" : "http",
                                  host.empty() ? "localhost" : host, server_.port()));
}

// -- One request ------------------------------------------------------------------------

// Nothing where a handler, or middleware, has a say.
std::optional<Response> SiteServer::answer_early(const Request& head) {
  Router::Match match = map_->match(head.method, head.raw_path());
  bool is_found = match.outcome == Router::Outcome::kFound;
  const SiteRoute* route = is_found ? &map_->route(match.route) : nullptr;
  if (route != nullptr && route->target == SiteRoute::Target::kHealth) return {};
  const std::string& token = services_->config.site.bearer_token;
  if (!token.empty() && !has_bearer_token(head, token)) return unauthorized_response();
  bool is_ours = route == nullptr || route->target == SiteRoute::Target::kFolder;
  if (!is_ours || map_->guard_group() >= 0) return {};
  constexpr int kFirstError = 400;
  auto own = own_answer(*map_, services_->config.site, match, head);
  return own && own->status >= kFirstError ? std::move(own) : std::nullopt;
}

void SiteServer::answer(Request request, Reply reply) {
  Router::Match match = map_->match(request.method, request.raw_path());
  bool is_found = match.outcome == Router::Outcome::kFound;
  const SiteRoute* route = is_found ? &map_->route(match.route) : nullptr;
  if (route != nullptr && route->target == SiteRoute::Target::kHealth) {
    reply.send(health_response());
    return;
  }
  const std::string& token = services_->config.site.bearer_token;
  if (!token.empty() && !has_bearer_token(request, token)) {
    reply.send(unauthorized_response());
    return;
  }
  bool is_socket = route != nullptr && route->target == SiteRoute::Target::kWebSocket;
  auto refusal = is_socket ? refuse_handshake(request) : std::nullopt;
  if (refusal) {
    reply.send(std::move(*refusal));
  } else if (route != nullptr && route->target != SiteRoute::Target::kFolder) {
    hand_over(route, route->handler, std::move(match), std::move(request),
              std::move(reply));
  } else if (map_->guard_group() >= 0) {
    hand_over(route, -1, std::move(match), std::move(request), std::move(reply));
  } else if (auto own = own_answer(*map_, services_->config.site, match, request)) {
    reply.send(std::move(*own));
  } else {
    hand_over(nullptr, map_->not_found(), {}, std::move(request), std::move(reply));
  }
}

void SiteServer::hand_over(const SiteRoute* route, int handler, Router::Match match,
                           Request request, Reply reply) {
  JobPtr job = pool_->admit();
  if (!job) {
    reply.send(error_response(503).with("Retry-After", "1"));
    return;
  }
  job->id = request.id;
  job->request = std::move(request);
  job->reply = std::move(reply);
  job->match = std::move(match);
  job->route = route;
  job->handler = handler;
  pool_->serve(std::move(job));
}

// -- The end ----------------------------------------------------------------------------

void SiteServer::ask_to_stop() {
  std::lock_guard lock(mutex_);
  is_running_ = false;
  is_stop_asked_ = true;
  has_news_.notify_all();
}

void SiteServer::setup_has_ended() {
  std::lock_guard lock(mutex_);
  has_setup_ended_ = true;
  has_news_.notify_all();
}

std::optional<SiteServer::News> SiteServer::take_news() {
  if (std::exchange(has_setup_ended_, false)) return News::kSetupEnded;
  if (std::exchange(is_broken_, false)) return News::kBroken;
  if (std::exchange(is_stop_asked_, false)) return News::kStop;
  return std::nullopt;
}

SiteServer::News SiteServer::wait() {
  std::unique_lock lock(mutex_);
  std::optional<News> news;
  auto has_news = [&] { return (news = take_news()).has_value(); };
  if (!has_news_.wait_for(lock, kLongSetup, has_news) && !is_served_) {
    services_->log.warning(
        "", is_running_ ? "nothing is served yet: handlers are still being imported"
                        : "nothing is served yet: the setup script has neither ended nor "
                          "called runtime.start_server()");
  }
  if (!news) has_news_.wait(lock, has_news);
  return *news;
}

bool SiteServer::shut_down(milliseconds patience) {
  {
    std::lock_guard lock(mutex_);
    is_running_ = false;
    is_over_ = true;  // Also for who is just about to begin.
  }
  if (pool_) {
    pool_->close_sockets();  // They would never end by themselves.
    auto drained = std::async(std::launch::async, [this, patience] {
      return server_.drain(patience + kLastWords);
    });
    if (drained.wait_for(patience) != std::future_status::ready) pool_->stop();
    drained.wait();
    pool_->stop();
    // Who was cancelled just now has a grace before it is ended by force.
    auto grace =
        milliseconds(static_cast<int64_t>(services_->config.shutdown_timeout * 1000));
    pool_->wait_until_ended(grace + kLastWords);
  }
  server_.stop();
  std::lock_guard lock(mutex_);
  for (const auto& [environment, ticket] : waiting_) {
    caf::anon_send(environment, HostAnswer{ticket, {}, nullptr, {}});
  }
  return !waiting_.empty();
}

}  // namespace scriptling
