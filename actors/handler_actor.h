// A HandlerActor answers requests, one after another: middleware, handler, answer.
//
// It imports what its group of handlers needs once, and keeps the image of that; after
// each request it puts the image back. One that was cancelled, or cannot be put back,
// ends instead, and the pool makes a new one when there is need.
//
// One thread at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "actors/environment.h"
#include "actors/handler_pool.h"
#include "actors/http_answer.h"

namespace scriptling {

class HandlerActor final : public Environment {
 public:
  HandlerActor(caf::actor_config& config, ServicesPtr services,
               std::shared_ptr<HandlerPool> pool, int group);
  ~HandlerActor() override;

  const char* name() const override { return "handler_actor"; }

  Value prepare() override;
  void on_exit() override;
  SocketLink* socket() override { return socket_.get(); }

 protected:
  caf::behavior make_behavior() override;
  void on_stopped(Outcome outcome) override;
  void on_broken(FailurePtr failure) override;
  void on_state_changed() override;
  std::string work_label() const override { return job_ ? job_->title() : ""; }

 private:
  using Clock = std::chrono::steady_clock;

  // What the Vm is at, or what comes next when it is at nothing.
  enum class Stage : uint8_t {
    kNew,
    kImporting,
    kIdle,
    kMiddleware,
    kHandler,
    kAnswering,  // Making a response of what the handler returned.
    kStreaming,  // In the generator, or waiting for the client.
    kClosing,    // The generator.
    kSocket,     // In the handler of a WebSocket connection.
    kEnded,
  };
  struct Roots;
  static constexpr Ticket kAlarmTicket = 16;
  static constexpr double kIdleSeconds = 10;  // Then surplus ones end.
  // How long the head of a streamed answer waits for the first piece.
  static constexpr auto kHeadPatience = std::chrono::milliseconds(50);
  // More in one turn of the scheduler, when requests queue: a turn costs more than a
  // short request does.
  static constexpr int kMoreInTurn = 7;

  // prepare(), by stage. Error: pending.
  Value import_handlers();
  Value load(const SiteHandler& handler);
  Value make_answer();
  Value next_piece();
  Value close_generator();

  void serve(JobPtr job);
  void begin(JobPtr job);
  void begin_import();
  void tell_warm(bool is_ready);
  void on_imported();
  void begin_request();
  void call_next();
  bool answer_without_handler();
  void run(Stage stage);
  void answer(Value returned);
  void send_answer();
  void begin_stream();
  void begin_stream_early();
  void pump();
  void on_piece();
  void close_stream();
  void begin_socket(Value function);
  void on_socket_news(uint64_t job);
  void end_socket(int code);
  void fail(Value exception);
  void fail(const Failure& failure);
  void finish();
  void give_back_memory();
  void be_idle();
  void end();

  void give_up_slot();
  void on_alarm();
  void allow_last_words();
  void set_alarm(Clock::time_point due);
  void give_up(CancelReason reason, Response response);
  void on_client_gone(uint64_t job);

  const std::shared_ptr<HandlerPool> pool_;
  const int group_;
  Stage stage_ = Stage::kNew;
  bool has_slot_ = false;
  // The next change of state is the beginning of a first slice.
  bool is_starting_ = false;
  size_t bytes_at_rest_ = 0;  // Of the heap, when it was last trimmed.
  bool is_spoiled_ = false;
  bool is_warming_up_ = false;  // The pool waits for word of it.
  bool watches_client_ = false;
  bool is_from_handler_ = false;  // The answer; else from middleware, or our own.
  bool is_client_gone_ = false;
  bool is_at_end_ = false;  // Of the generator, in whose place is what it returned.
  int status_ = 0;          // That was sent.
  std::unique_ptr<Roots> roots_;

  JobPtr job_, next_job_;
  int turn_left_ = 0;  // How many more serve() would take.
  uint64_t job_number_ = 0;
  size_t next_middleware_ = 0;
  ScriptAnswer answer_;  // Its generator is kept by roots_.
  ReplyStream stream_;
  std::string piece_;
  std::unique_ptr<SocketLink> socket_;

  Timers::Key alarm_;
  Clock::time_point deadline_ = Clock::time_point::max();
  Clock::time_point head_due_ = Clock::time_point::max();  // Of a generator that waits.
  Clock::time_point idle_since_{};
};

}  // namespace scriptling
