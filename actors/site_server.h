// A SiteServer is the site that a setup script makes: it takes down what the script
// registers, and from start() on answers requests, most of them through a HandlerPool.
//
// The port is bound when the SiteServer is made, so that a port that is taken is noticed
// before the script runs. Tasks of the script wait with the supervisor until then.
//
// Any thread, but for what is marked.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actors/environment.h"
#include "actors/handler_pool.h"
#include "actors/services.h"
#include "actors/site.h"
#include "actors/site_map.h"
#include "http/server.h"

namespace scriptling {

class SiteServer final : public Site, public std::enable_shared_from_this<SiteServer> {
 public:
  // For the setup script that is run `setup`; only that registers. Throws
  // std::runtime_error when the address cannot be bound or the certificate not be read.
  SiteServer(ServicesPtr services, OwnerId setup, ImportPaths import_paths);

  Value call(Environment& environment, Vm& vm, HostOp op,
             std::span<const Value> arguments) override;
  bool is_running() const override { return is_running_; }

  // Begins to serve what has been registered, unless that was done before: as soon as the
  // handlers have been imported, until when clients wait. Called in the setup script's
  // environment. Error: pending.
  Value start(Environment& environment, Vm& vm);

  // Asks for the end; does not wait for it. From a signal's thread, for example.
  void ask_to_stop();
  // Tells wait() that the setup script has ended.
  void setup_has_ended();

  // kBroken: a handler cannot be loaded, as the log says, so that nothing is served.
  enum class News : uint8_t { kStop, kSetupEnded, kBroken };
  // Until there are news. Each is told once. Logs it if nothing is served for long.
  News wait();

  // Stops accepting, lets requests in flight end while `patience` lasts, then cancels
  // them. True if the script waits in start_server(), which returns now.
  bool shut_down(std::chrono::milliseconds patience);

 private:
  enum class Stage : uint8_t { kSetup, kServing, kOver };

  // In the setup script's environment.
  Value add(Vm& vm, HostOp op, std::span<const Value> arguments);
  SiteHandler make_handler(Vm& vm, Value handler);
  bool copy_functions(Environment& environment, Vm& vm);
  std::string folder_below_setup(std::string folder) const;

  void begin_serving();
  std::optional<News> take_news();

  // On the HTTP threads.
  std::optional<Response> answer_early(const Request& head);
  void answer(Request request, Reply reply);
  // Without a handler (-1), the answer is own_answer(), after the middleware.
  void hand_over(const SiteRoute* route, int handler, Router::Match match,
                 Request request, Reply reply);

  const ServicesPtr services_;
  const OwnerId setup_;
  const ImportPaths import_paths_;
  Server server_;
  std::atomic<bool> is_running_{false};

  // The setup script's until it starts to serve, then only read.
  Stage stage_ = Stage::kSetup;
  std::shared_ptr<SiteMap> map_ = std::make_shared<SiteMap>();
  std::vector<int> local_handlers_;  // Those that are functions of the setup script.
  std::shared_ptr<HandlerPool> pool_;

  std::mutex mutex_;  // For all below.
  std::condition_variable has_news_;
  bool is_stop_asked_ = false, has_setup_ended_ = false, is_broken_ = false;
  bool is_over_ = false;  // It is not to be served any more.
  bool is_served_ = false;
  std::vector<std::pair<caf::actor, Ticket>> waiting_;  // In start_server().
};

}  // namespace scriptling
