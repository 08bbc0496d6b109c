// What a site answers without asking a handler: a file, what methods there are, 404.
//
// Reads small files, which may block for as long as the disk takes.
//
// Any thread.
#pragma once

#include <optional>

#include "actors/site_config.h"
#include "actors/site_map.h"
#include "http/request.h"
#include "http/response.h"

namespace scriptling {

// Nothing when the not_found handler is to answer. Requires: the match is no route that
// has a handler.
std::optional<Response> own_answer(const SiteMap& map, const SiteConfig& config,
                                   const Router::Match& match, const Request& request);

}  // namespace scriptling
