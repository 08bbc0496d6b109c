// A folder of files, to be read by anybody and never left.
//
// GET and HEAD; a content type by extension; `index.html` for a folder; Last-Modified and
// ETag, 304 for who has the same, 412 for who wants another; one byte range, 206 or 416.
// No listings. Whatever leads out of the folder, "..", escaped or by a symbolic link, is
// 404 like what is not there; a link to what is inside is followed. A folder without its
// trailing slash is redirected to the one with it, so that relative links in its index
// work.
//
// Any thread. May wait for the disk.
#pragma once

#include <string>
#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace scriptling {

// `below` is the decoded path below `folder`, without a slash in front: what a route's
// {rest...} took.
Response serve_file(const std::string& folder, std::string_view below,
                    const Request& request);

}  // namespace scriptling
