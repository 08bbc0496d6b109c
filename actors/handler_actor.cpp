#include "actors/handler_actor.h"

#include <fmt/core.h>

#include <caf/all.hpp>

#include "actors/own_answer.h"
#include "actors/site_messages.h"
#include "actors/snapshot.h"
#include "actors/socket_link.h"
#include "interp/generator.h"
#include "interp/lib/runtime_arguments.h"
#include "interp/ops.h"
#include "interp/thrown.h"

namespace scriptling {

namespace {

bool is_raised(const Value& v) {
  return v.is_object() && is_instance(v, types.base_exception);
}

}  // namespace

struct HandlerActor::Roots {
  explicit Roots(Heap& heap) : functions(heap), work(heap) {
    work.push_back(Value::none());
    work.push_back(Value::none());
  }
  Value& request() { return work[0]; }
  Value& returned() { return work[1]; }  // Then the generator, if it streams.

  RootVector functions;  // By place in the group; an exception where one cannot be had.
  RootVector work;
};

HandlerActor::HandlerActor(caf::actor_config& config, ServicesPtr services,
                           std::shared_ptr<HandlerPool> pool, int group)
    : Environment(config, services, services->next_id(), "handler",
                  pool->options().import_paths),
      pool_(std::move(pool)),
      group_(group) {
  set_root(pool_->options().root);
}

HandlerActor::~HandlerActor() = default;

caf::behavior HandlerActor::make_behavior() {
  return behavior_with(
      [this](const TimeUp& time) {
        if (time.ticket == kAlarmTicket) {
          on_alarm();
        } else {
          on_time_up(time.ticket);
        }
      },
      [this](Serve& message) { serve(std::move(message.job)); },
      [this](const ClientGone& gone) { on_client_gone(gone.job); },
      [this](const StreamRoom& room) {
        bool waits = stage_ == Stage::kStreaming && Environment::is_idle();
        if (waits && room.job == job_number_) pump();
      },
      [this](const SocketNews& news) { on_socket_news(news.job); },
      [this](const CloseSocket&) {
        if (socket_) give_up(CancelReason::kStopping, Response());
      },
      [this](const Cancel& message) {
        if (job_) {
          give_up(message.reason, error_response(503));
        } else if (!cancel(message.reason) || Environment::is_idle()) {
          end();
        }
      });
}

// -- Getting ready ----------------------------------------------------------------------

void HandlerActor::serve(JobPtr job) {
  if (stage_ == Stage::kEnded) return;
  turn_left_ = kMoreInTurn;
  begin(std::move(job));
  while (next_job_) begin(std::move(next_job_));
  turn_left_ = 0;
}

void HandlerActor::begin(JobPtr job) {
  job_ = std::move(job);
  if (job_) {
    job_number_++;
    status_ = 0;
    has_slot_ = true;
    set_run_name(job_->id);
    double patience = pool_->options().handler_timeout;
    if (patience > 0) {
      deadline_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                     std::chrono::duration<double>(patience));
      set_alarm(deadline_);
    }
  }
  if (stage_ == Stage::kNew) {
    is_warming_up_ = job_ == nullptr;
    begin_import();
  } else {
    begin_request();
  }
}

void HandlerActor::tell_warm(bool is_ready) {
  if (std::exchange(is_warming_up_, false)) pool_->is_warm(is_ready);
}

void HandlerActor::begin_import() {
  make_vm();
  roots_ = std::make_unique<Roots>(vm()->heap());
  run(Stage::kImporting);
}

Value HandlerActor::import_handlers() {
  const std::vector<int>& members = pool_->map().members(group_);
  for (int index : members) {
    Value function = load(pool_->map().handler(index));
    if (function.is_error()) {
      if (cancelled() && vm()->pending_is(types.cancelled)) return function;
      function = vm()->take_pending();
    }
    roots_->functions.push_back(function);
  }
  // It would be loaded on its first use, and forgotten with the request.
  bool is_used = dict_find(vm()->modules(), "scriptling.runtime") != nullptr;
  return is_used ? vm()->import_module("scriptling.runtime.http") : Value::none();
}

Value HandlerActor::load(const SiteHandler& handler) {
  Vm& vm = *this->vm();
  if (handler.snapshot) {
    for (const auto& program : handler.snapshot->programs()) keep_program(program);
    return handler.snapshot->restore(vm, *this);
  }
  Value module = vm.import_module(handler.module);
  if (module.is_error()) return module;
  Value function = get_attr(vm, module, intern(handler.function));
  if (function.is_error() || can_be_called(vm, function)) return function;
  return vm.type_error("{} is no function but {}", handler.label, class_name(function));
}

void HandlerActor::on_imported() {
  size_t place = 0;
  for (Value function : roots_->functions) {
    int index = pool_->map().members(group_)[place++];
    if (!is_raised(function)) continue;
    is_spoiled_ = true;
    if (job_) continue;  // It tells, if it is its own handler.
    FailurePtr failure = describe_failure(*vm(), function);
    const std::string& text = failure->traceback;
    if (!pool_->is_new_problem(text)) continue;
    services().log.error("", "handler " + pool_->map().handler(index).label +
                                 " cannot be loaded\n" + text);
  }
  if (!is_spoiled_) {
    vm()->keep_image();
    keep_belongings();
  }
  if (job_) {
    begin_request();
  } else if (is_spoiled_) {
    end();
  } else {
    tell_warm(true);
    be_idle();
  }
}

// -- One request ------------------------------------------------------------------------

void HandlerActor::begin_request() {
  next_middleware_ = 0;
  try {
    HostTurn turn(*this);
    roots_->request() = make_request(*vm(), take_request_fields(*job_));
  } catch (const MemoryExhausted&) {
    return fail(*make_failure("MemoryError", ""));
  }
  call_next();
}

void HandlerActor::call_next() {
  const SiteMap& map = pool_->map();
  bool is_middleware = next_middleware_ < map.middleware_count();
  if (!is_middleware && job_->handler < 0 && answer_without_handler()) return;
  size_t place = is_middleware ? next_middleware_++
                               : static_cast<size_t>(map.handler(job_->handler).place);
  Value function = roots_->functions[place];
  if (is_raised(function)) return fail(function);
  bool is_socket = job_->route && job_->route->target == SiteRoute::Target::kWebSocket;
  if (is_socket && !is_middleware) return begin_socket(function);
  try {
    HostTurn turn(*this);
    vm()->start_call(function, std::span(&roots_->request(), 1));
  } catch (const MemoryExhausted&) {
    return fail(*make_failure("MemoryError", ""));
  }
  stage_ = is_middleware ? Stage::kMiddleware : Stage::kHandler;
  is_starting_ = true;
  go_now();
}

// False if the not_found handler is to answer, which is the job's handler then.
bool HandlerActor::answer_without_handler() {
  const SiteMap& map = pool_->map();
  auto own = own_answer(map, services().config.site, job_->match, job_->request);
  if (!own) {
    job_->handler = map.not_found();
    job_->route = nullptr;
    return false;
  }
  answer_ = {};
  answer_.response = std::move(*own);
  send_answer();
  return true;
}

// Lets the Vm go through prepare().
void HandlerActor::run(Stage stage) {
  stage_ = stage;
  try {
    HostTurn turn(*this);
    start_prepare();
  } catch (const MemoryExhausted&) {
    return fail(*make_failure("MemoryError", ""));
  }
  is_starting_ = true;
  bool is_urgent = stage != Stage::kImporting && status_ == 0;
  if (is_urgent) {
    go_now();
  } else {
    go();
  }
}

Value HandlerActor::prepare() {
  return attempt(*vm(), [this] {
    switch (stage_) {
      case Stage::kImporting: return import_handlers();
      case Stage::kAnswering: return make_answer();
      case Stage::kStreaming: return next_piece();
      default: return close_generator();
    }
  });
}

void HandlerActor::on_stopped(Outcome outcome) {
  if (outcome == Outcome::kRaised) {
    fail(vm()->exception());
    return;
  }
  switch (stage_) {
    case Stage::kImporting: on_imported(); break;
    case Stage::kMiddleware:
      is_from_handler_ = false;
      if (vm()->result().is_none()) {
        call_next();
      } else {
        answer(vm()->result());
      }
      break;
    case Stage::kHandler:
      is_from_handler_ = true;
      answer(vm()->result());
      break;
    case Stage::kAnswering: send_answer(); break;
    case Stage::kStreaming: on_piece(); break;
    case Stage::kSocket:
      end_socket(close_code::kNormal);
      finish();
      break;
    default: finish(); break;
  }
}

void HandlerActor::answer(Value returned) {
  answer_ = {};
  if (to_simple_answer(returned, &answer_)) {
    send_answer();
    return;
  }
  roots_->returned() = returned;
  run(Stage::kAnswering);
}

Value HandlerActor::make_answer() {
  Value returned = roots_->returned();
  if (!to_answer(*vm(), returned, &answer_)) return Value::error();
  roots_->returned() = answer_.generator;
  return Value::none();
}

// What a not_found handler returns is for a path that is not there.
void HandlerActor::send_answer() {
  constexpr int kNotFound = 404, kNoContent = 204;
  bool is_for_nothing = job_->route == nullptr && job_->handler >= 0;
  if (is_for_nothing && is_from_handler_ && !answer_.says_status) {
    if (answer_.response.status == kNoContent)
      answer_.response = error_response(kNotFound);
    answer_.response.status = kNotFound;
  }
  if (!answer_.generator.is_undefined()) return run(Stage::kStreaming);
  status_ = answer_.response.status;
  job_->reply.send(std::move(answer_.response));
  finish();
}

// -- A streamed answer ------------------------------------------------------------------

// The head goes out with the first piece, so that what fails before it can still be
// answered with an error; or, for whoever only wants to know that there will be pieces,
// when the generator has waited for a moment.
void HandlerActor::begin_stream() {
  deadline_ = head_due_ = Clock::time_point::max();  // There can be no 504 any more.
  status_ = answer_.response.status;
  stream_ = job_->reply.stream(answer_.response);
  if (stream_ && job_->request.method == "HEAD") {
    stream_.finish();
    stream_ = {};
  }
  give_up_slot();
  if (!stream_) return;
  caf::actor self = caf::actor_cast<caf::actor>(this);
  stream_.on_hangup(
      [self, number = job_number_] { caf::anon_send(self, ClientGone{number}); });
}

// The generator waits, and has not yielded yet.
void HandlerActor::begin_stream_early() {
  begin_stream();
  if (!stream_) give_up(CancelReason::kCancelled, Response());
}

void HandlerActor::pump() {
  if (stream_.unsent() < ReplyStream::kRoom) {
    run(Stage::kStreaming);
    return;
  }
  caf::actor self = caf::actor_cast<caf::actor>(this);
  stream_.on_room(
      [self, number = job_number_] { caf::anon_send(self, StreamRoom{number}); });
}

Value HandlerActor::next_piece() {
  auto* generator = as<Generator>(roots_->returned());
  Resumed step = generator_send(*vm(), generator, Value::none());
  if (step.value.is_error()) return step.value;
  is_at_end_ = step.finished;
  piece_.clear();
  if (is_at_end_) {
    roots_->returned() = step.value;
  } else if (!append_piece(*vm(), step.value, &piece_)) {
    return Value::error();
  }
  return Value::none();
}

void HandlerActor::on_piece() {
  bool has_answered = status_ != 0;
  // A handler with a `yield` somewhere may yet return an answer without coming there.
  bool is_other = is_at_end_ && answer_.is_generator_itself;
  if (!has_answered && is_other && !roots_->returned().is_none()) {
    return answer(roots_->returned());
  }
  if (!has_answered) begin_stream();
  if (is_at_end_) {
    stream_.finish();
    finish();
  } else if (stream_.write(piece_)) {
    pump();
  } else {
    close_stream();
  }
}

// Nobody will get more of it, and its `finally` blocks are to run.
void HandlerActor::close_stream() {
  stream_ = {};
  allow_last_words();
  run(Stage::kClosing);
}

Value HandlerActor::close_generator() {
  Value generator = roots_->returned();
  bool is_closed = generator_close(*vm(), as<Generator>(generator));
  return is_closed ? Value::none() : Value::error();
}

// -- A WebSocket connection -------------------------------------------------------------

// From here on it is none of the requests in flight: max_connections is the limit of
// those that are open. Each has this environment to itself.
void HandlerActor::begin_socket(Value function) {
  deadline_ = Clock::time_point::max();
  services().timers.cancel(alarm_);
  job_->leave_count();
  give_up_slot();
  caf::actor self = caf::actor_cast<caf::actor>(this);
  if (!pool_->begin_socket(self)) {
    status_ = 503;
    job_->reply.send(error_response(status_));
    return finish();
  }
  status_ = 101;
  auto socket = WebSocket::accept(
      job_->request, job_->reply,
      [self, number = job_number_] { caf::anon_send(self, SocketNews{number}); });
  if (!socket) {
    pool_->end_socket(self);
    return finish();
  }
  auto id = static_cast<int64_t>(job_number_);
  socket_ = std::make_unique<SocketLink>(*this, std::move(socket), id);
  job_->request.headers = {};
  try {
    HostTurn turn(*this);
    roots_->request() = make_websocket(*vm(), id, job_->request.remote_addr);
    vm()->start_call(function, std::span(&roots_->request(), 1));
  } catch (const MemoryExhausted&) {
    return fail(*make_failure("MemoryError", ""));
  }
  stage_ = Stage::kSocket;
  go();
}

// Whoever has been told that the connection is over is ending by himself: to cancel him
// would cut that short.
void HandlerActor::on_socket_news(uint64_t job) {
  if (!socket_ || job != job_number_) return;
  if (socket_->socket().is_lost() && !socket_->has_told_end()) return on_client_gone(job);
  if (!socket_->socket().is_open()) allow_last_words();
  socket_->on_news();
}

void HandlerActor::end_socket(int code) {
  if (!socket_) return;
  socket_->close(code);
  socket_.reset();
  pool_->end_socket(caf::actor_cast<caf::actor>(this));
}

// -- The end of a request ---------------------------------------------------------------

void HandlerActor::fail(Value exception) {
  FailurePtr failure = describe_failure(*vm(), exception);
  if (job_ && !stream_ && is_bad_request(exception)) {
    services().log.debug(job_->id, job_->title() + ": " + failure->to_text());
    status_ = 400;
    job_->reply.send(error_response(400, failure->message));
    finish();
  } else {
    fail(*failure);
  }
}

void HandlerActor::fail(const Failure& failure) {
  bool is_memory = failure.is("MemoryError") && failure.traceback.empty();
  is_spoiled_ = is_spoiled_ || is_memory || stage_ == Stage::kImporting;
  bool is_expected = how_it_failed(failure) != Finished::How::kRaised;
  // It sent to a client that had just left.
  bool is_closed = socket_ && !socket_->socket().is_open();
  is_expected = is_expected || (is_closed && failure.is("ConnectionError"));
  const std::string& text =
      failure.traceback.empty() ? failure.to_text() : failure.traceback;
  if (!is_expected && job_) {
    bool has_handler = job_->handler >= 0;
    std::string label =
        has_handler ? pool_->map().handler(job_->handler).label : "middleware";
    services().log.error(job_->id,
                         fmt::format("{} ({}) failed\n{}", job_->title(), label, text));
  } else if (!is_expected) {
    services().log.error("", "handlers cannot be loaded\n" + text);
  }
  if (job_ && status_ == 0) {
    status_ = 500;
    std::string_view shown = services().config.is_debugging ? text : std::string_view();
    job_->reply.send(failure_response(job_->id, shown));
  }
  end_socket(close_code::kInternalError);
  finish();
}

void HandlerActor::finish() {
  job_.reset();
  stream_ = {};
  answer_ = {};
  watches_client_ = is_client_gone_ = false;
  deadline_ = head_due_ = Clock::time_point::max();
  bool is_good = !is_spoiled_ && !cancelled();
  if (is_good) {
    drop_belongings();
    roots_->request() = roots_->returned() = Value::none();
    is_good = vm()->restore_image();
  }
  if (is_good) {
    give_back_memory();
    be_idle();
  } else {
    end();
  }
}

// What a greedy request has left is garbage now, and the next request may be hours away.
void HandlerActor::give_back_memory() {
  constexpr size_t kWorthIt = 8 << 20;
  Heap& heap = vm()->heap();
  if (heap.bytes() < bytes_at_rest_ + kWorthIt) return;
  HostTurn turn(*this);
  heap.trim();
  bytes_at_rest_ = heap.bytes();
}

void HandlerActor::be_idle() {
  stage_ = Stage::kIdle;
  idle_since_ = Clock::now();
  set_alarm(idle_since_ + std::chrono::duration_cast<Clock::duration>(
                              std::chrono::duration<double>(kIdleSeconds)));
  if (has_slot_ && turn_left_ > 0) {
    turn_left_--;
    next_job_ = pool_->next_job(group_);
    if (next_job_) return;
  }
  pool_->is_idle(group_, caf::actor_cast<caf::actor>(this));
  give_up_slot();
}

void HandlerActor::end() {
  if (stage_ == Stage::kEnded) return;
  stage_ = Stage::kEnded;
  tell_warm(false);
  give_up_slot();
  services().timers.cancel(alarm_);
  stream_ = {};
  end_socket(close_code::kInternalError);
  job_.reset();
  roots_.reset();
  if (vm() != nullptr) drop_vm();
  pool_->has_ended(caf::actor_cast<caf::actor>(this));
  quit();
}

void HandlerActor::on_exit() {
  end();
  Environment::on_exit();
}

void HandlerActor::on_broken(FailurePtr failure) {
  if (job_ && status_ == 0) {
    services().log.error(job_->id, job_->title() + ": " + failure->to_text());
    job_->reply.send(failure_response(job_->id, ""));
  }
  end();
}

// -- Slots, deadlines and clients that leave --------------------------------------------

void HandlerActor::on_state_changed() {
  if (is_starting_) {
    is_starting_ = false;
  } else if (has_slot_ && !Environment::is_idle()) {
    give_up_slot();
  }
  bool owes_head = stage_ == Stage::kStreaming && status_ == 0;
  if (!owes_head || !is_waiting() || head_due_ != Clock::time_point::max()) return;
  head_due_ = Clock::now() + kHeadPatience;
  set_alarm(head_due_);
}

// For what is left to do once there is nobody to answer: as long as for an answer.
void HandlerActor::allow_last_words() {
  double patience = pool_->options().handler_timeout;
  bool is_limited = patience > 0 && deadline_ == Clock::time_point::max();
  if (!is_limited || cancelled()) return;
  deadline_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                 std::chrono::duration<double>(patience));
  set_alarm(deadline_);
}

void HandlerActor::give_up_slot() {
  if (!has_slot_) return;
  has_slot_ = false;
  pool_->free_slot();
  if (!job_ || watches_client_) return;
  watches_client_ = true;  // From here on it may take long.
  caf::actor self = caf::actor_cast<caf::actor>(this);
  job_->reply.on_hangup(
      [self, number = job_number_] { caf::anon_send(self, ClientGone{number}); });
}

// There is one alarm at most, and it is moved only to ring earlier: it may find that
// there is nothing to do yet, but in return an ordinary request sets none.
void HandlerActor::set_alarm(Clock::time_point due) {
  if (alarm_.is_set() && alarm_.due <= due) return;
  services().timers.cancel(alarm_);
  double seconds = std::chrono::duration<double>(due - Clock::now()).count();
  alarm_ = services().timers.add(seconds, caf::actor_cast<caf::strong_actor_ptr>(this),
                                 kAlarmTicket);
}

void HandlerActor::on_alarm() {
  alarm_ = {};
  auto now = Clock::now();
  if (job_) {
    if (now >= head_due_) begin_stream_early();
    auto due = std::min(deadline_, head_due_);
    if (due == Clock::time_point::max()) return;
    if (now < due) return set_alarm(due);
    std::string_view what = status_ != 0 ? "still running" : "no answer";
    services().log.warning(job_->id, fmt::format("{}: {} after {} s", job_->title(), what,
                                                 pool_->options().handler_timeout));
    give_up(CancelReason::kTimeout, error_response(504));
  } else if (stage_ == Stage::kIdle) {
    auto due = idle_since_ + std::chrono::duration_cast<Clock::duration>(
                                 std::chrono::duration<double>(kIdleSeconds));
    if (now < due) return set_alarm(due);
    if (pool_->may_end(group_, caf::actor_cast<caf::actor>(this))) end();
  }
}

// Answers instead of the handler, and cancels that.
void HandlerActor::give_up(CancelReason reason, Response response) {
  deadline_ = Clock::time_point::max();
  if (socket_) socket_->close(close_code::kGoingAway);
  if (status_ == 0) {
    status_ = response.status;
    job_->reply.send(std::move(response));
  }
  if (!Environment::is_idle()) {
    cancel(reason, pool_->options().handler_timeout);
  } else if (stage_ == Stage::kStreaming) {
    is_spoiled_ = true;
    close_stream();
  }
}

void HandlerActor::on_client_gone(uint64_t job) {
  if (!job_ || job != job_number_ || std::exchange(is_client_gone_, true)) return;
  services().log.debug(job_->id, job_->title() + ": the client has left");
  if (stage_ == Stage::kClosing) return;  // That is why.
  if (status_ == 0) status_ = Served::kClientLeft;
  give_up(CancelReason::kClientGone, Response());
}

}  // namespace scriptling
