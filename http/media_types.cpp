#include "http/media_types.h"

#include <algorithm>
#include <array>
#include <utility>

#include "http/syntax.h"

namespace scriptling {

namespace {

using Entry = std::pair<std::string_view, std::string_view>;

// Sorted by extension.
constexpr std::array kTypes = {
    Entry{"aac", "audio/aac"},
    Entry{"avif", "image/avif"},
    Entry{"bmp", "image/bmp"},
    Entry{"css", "text/css; charset=utf-8"},
    Entry{"csv", "text/csv; charset=utf-8"},
    Entry{"eot", "application/vnd.ms-fontobject"},
    Entry{"flac", "audio/flac"},
    Entry{"gif", "image/gif"},
    Entry{"gz", "application/gzip"},
    Entry{"htm", "text/html; charset=utf-8"},
    Entry{"html", "text/html; charset=utf-8"},
    Entry{"ico", "image/vnd.microsoft.icon"},
    Entry{"ics", "text/calendar; charset=utf-8"},
    Entry{"jpeg", "image/jpeg"},
    Entry{"jpg", "image/jpeg"},
    Entry{"js", "text/javascript; charset=utf-8"},
    Entry{"json", "application/json"},
    Entry{"jsonld", "application/ld+json"},
    Entry{"map", "application/json"},
    Entry{"md", "text/markdown; charset=utf-8"},
    Entry{"mjs", "text/javascript; charset=utf-8"},
    Entry{"mp3", "audio/mpeg"},
    Entry{"mp4", "video/mp4"},
    Entry{"mpeg", "video/mpeg"},
    Entry{"oga", "audio/ogg"},
    Entry{"ogg", "audio/ogg"},
    Entry{"ogv", "video/ogg"},
    Entry{"otf", "font/otf"},
    Entry{"pdf", "application/pdf"},
    Entry{"png", "image/png"},
    Entry{"py", "text/x-python; charset=utf-8"},
    Entry{"rtf", "application/rtf"},
    Entry{"svg", "image/svg+xml"},
    Entry{"tar", "application/x-tar"},
    Entry{"tif", "image/tiff"},
    Entry{"tiff", "image/tiff"},
    Entry{"toml", "application/toml"},
    Entry{"ttf", "font/ttf"},
    Entry{"txt", "text/plain; charset=utf-8"},
    Entry{"wasm", "application/wasm"},
    Entry{"wav", "audio/wav"},
    Entry{"weba", "audio/webm"},
    Entry{"webm", "video/webm"},
    Entry{"webmanifest", "application/manifest+json"},
    Entry{"webp", "image/webp"},
    Entry{"woff", "font/woff"},
    Entry{"woff2", "font/woff2"},
    Entry{"xhtml", "application/xhtml+xml"},
    Entry{"xml", "application/xml"},
    Entry{"yaml", "application/yaml"},
    Entry{"yml", "application/yaml"},
    Entry{"zip", "application/zip"},
};

}  // namespace

std::string_view media_type_of(std::string_view file_name) {
  std::string_view base = file_name.substr(file_name.rfind('/') + 1);
  std::size_t dot = base.rfind('.');
  std::string extension =
      dot == std::string_view::npos ? "" : ascii_lower(base.substr(dot + 1));
  const auto* found = std::lower_bound(
      kTypes.begin(), kTypes.end(), extension,
      [](const Entry& entry, std::string_view wanted) { return entry.first < wanted; });
  bool is_known = found != kTypes.end() && found->first == extension;
  return is_known ? found->second : "application/octet-stream";
}

}  // namespace scriptling
