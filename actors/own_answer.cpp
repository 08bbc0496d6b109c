#include "actors/own_answer.h"

#include "http/static_files.h"

namespace scriptling {

namespace {

constexpr int kNotFound = 404;

// Of the folder that the route serves.
Response file_of_folder(const SiteRoute& route, const Router::Match& match,
                        const Request& request) {
  std::string_view below;
  if (!match.params.empty()) below = match.params[0].second;
  return serve_file(route.folder, below, request);
}

Response file_of_root(const SiteConfig& config, const Request& request) {
  bool reads = request.method == "GET" || request.method == "HEAD";
  if (config.web_root.empty() || !reads) return error_response(kNotFound);
  std::string_view path = request.path;
  return serve_file(config.web_root, path.substr(path.starts_with('/')), request);
}

}  // namespace

std::optional<Response> own_answer(const SiteMap& map, const SiteConfig& config,
                                   const Router::Match& match, const Request& request) {
  Response response = error_response(kNotFound);
  switch (match.outcome) {
    case Router::Outcome::kWrongMethod:
      return error_response(405).with("Allow", match.allow);
    case Router::Outcome::kOptions:
      return Response{204, {}, {}}.with("Allow", match.allow);
    case Router::Outcome::kFound:
      response = file_of_folder(map.route(match.route), match, request);
      break;
    case Router::Outcome::kNotFound: break;
  }
  if (response.status == kNotFound) response = file_of_root(config, request);
  bool is_missing = response.status == kNotFound && map.not_found() >= 0;
  return is_missing ? std::nullopt : std::optional(std::move(response));
}

}  // namespace scriptling
