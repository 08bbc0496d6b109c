// Checks that http/ can be used without any other room: it links with http alone.
#include "http/router.h"
#include "http/server.h"
#include "http/static_files.h"

int main() {
  using namespace scriptling;
  Router router;
  if (!router.add("GET", "/{file...}", "files", 0).empty()) return 1;
  ServerOptions options;
  options.address = "127.0.0.1:0";
  Server server(options);
  server.start([&router](Request request, Reply reply) {
    Router::Match match = router.match(request.method, request.raw_path());
    bool is_found = match.outcome == Router::Outcome::kFound;
    reply.send(is_found ? serve_file(".", match.params[0].second, request)
                        : error_response(404));
  });
  return server.port() != 0 && server.drain(std::chrono::seconds(1)) ? 0 : 1;
}
