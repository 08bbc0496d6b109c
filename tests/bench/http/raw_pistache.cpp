// What Pistache alone serves: a fixed answer, through its own handler and ResponseWriter.
// The yardstick of http_load.py.
//
//   raw_pistache PORT

#include <pistache/endpoint.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

namespace Http = Pistache::Http;

constexpr int kThreads = 2;

class Hello final : public Http::Handler {
 public:
  HTTP_PROTOTYPE(Hello)

  void onRequest(const Http::Request&, Http::ResponseWriter response) override {
    // It has said `Close` already, to every client that does not ask for the contrary.
    response.headers().remove<Http::Header::Connection>();
    response.headers().add<Http::Header::Connection>(Http::ConnectionControl::KeepAlive);
    response.send(Http::Code::Ok, R"({"message": "Hello, World!"})",
                  MIME(Application, Json));
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: raw_pistache PORT\n");
    return 2;
  }
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stops, nullptr);
  auto port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  Http::Endpoint server(Pistache::Address("127.0.0.1", Pistache::Port(port)));
  server.init(Http::Endpoint::options().threads(kThreads).flags(
      Pistache::Tcp::Options::ReuseAddr));
  server.setHandler(Http::make_handler<Hello>());
  server.serveThreaded();
  std::fprintf(stderr, "listening on http://127.0.0.1:%d\n", port);
  int signal = 0;
  sigwait(&stops, &signal);
  server.shutdown();
  return 0;
}
