#include "http/static_files.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <climits>
#include <limits>
#include <optional>
#include <utility>

#include "http/http_date.h"
#include "http/media_types.h"
#include "http/syntax.h"
#include "http/url.h"

namespace scriptling {

namespace {

// Smaller files are copied into the body, and so leave in one call with the head.
constexpr std::uint64_t kCopiedFile = 64 * 1024;
constexpr int kOpenFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

bool climbs(std::string_view path) {
  while (!path.empty()) {
    std::string_view segment = next_part(path, '/');
    if (segment == "." || segment == "..") return true;
  }
  return false;
}

std::string real_path_of(int fd) {
  char target[PATH_MAX];
  std::string link = "/proc/self/fd/" + std::to_string(fd);
  ssize_t size = ::readlink(link.c_str(), target, sizeof target);
  return size < 0 ? "" : std::string(target, static_cast<std::size_t>(size));
}

// For absolute links, which openat2() never follows, and for kernels without it: finds
// the file without opening it, looks at where that is, and only then opens that very
// file.
int open_checked(int root, const std::string& below) {
  FileHandle found(::openat(root, below.c_str(), O_PATH | O_CLOEXEC));
  if (found.fd() < 0) return -1;
  std::string inside = real_path_of(root);
  std::string where = real_path_of(found.fd());
  errno = ENOENT;
  if (inside.empty()) return -1;  // No /proc: nothing can be proved.
  if (!inside.ends_with('/')) inside += '/';
  if (!where.starts_with(inside)) return -1;
  std::string link = "/proc/self/fd/" + std::to_string(found.fd());
  return ::open(link.c_str(), kOpenFlags);
}

// The file, or -1, with errno set, when it is not there or not below `folder`.
int open_below(const std::string& folder, const std::string& below) {
  FileHandle root(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (root.fd() < 0) return -1;
  open_how how{};
  how.flags = kOpenFlags;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  const char* name = below.empty() ? "." : below.c_str();
  long fd = ::syscall(SYS_openat2, root.fd(), name, &how, sizeof how);
  if (fd >= 0) return static_cast<int>(fd);
  bool decides = errno != EXDEV && errno != ENOSYS && errno != EPERM && errno != EAGAIN;
  return decides ? -1 : open_checked(root.fd(), name);
}

std::string etag_of(const struct stat& info) {
  auto ns = static_cast<std::uint64_t>(info.st_mtim.tv_sec) * 1'000'000'000U +
            static_cast<std::uint64_t>(info.st_mtim.tv_nsec);
  char text[48];
  char* end = std::to_chars(text, text + sizeof text, ns, 16).ptr;
  *end++ = '-';
  end =
      std::to_chars(end, text + sizeof text, static_cast<std::uint64_t>(info.st_size), 16)
          .ptr;
  return '"' + std::string(text, end) + '"';
}

enum class Compare { kStrong, kWeak };  // Weakly, W/ does not matter.

bool has_tag(std::string_view list, std::string_view tag, Compare compare) {
  while (!list.empty()) {
    std::string_view one = trimmed(next_part(list, ','));
    if (compare == Compare::kWeak && one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag || one == "*") return true;
  }
  return false;
}

// RFC 9110 13.2.2: whether the client wants this file only as it was, and it is not.
bool fails_condition(const Request& request, std::string_view tag, std::time_t modified) {
  if (auto tags = request.headers.find("if-match"))
    return !has_tag(*tags, tag, Compare::kStrong);
  auto since = request.headers.find("if-unmodified-since");
  auto when = since ? parse_http_date(*since) : std::nullopt;
  return when && modified > *when;
}

bool is_unchanged(const Request& request, std::string_view tag, std::time_t modified) {
  if (auto tags = request.headers.find("if-none-match")) {
    return has_tag(*tags, tag, Compare::kWeak);
  }
  auto since = request.headers.find("if-modified-since");
  auto when = since ? parse_http_date(*since) : std::nullopt;
  return when && modified <= *when;
}

struct Range {
  std::uint64_t offset;
  std::uint64_t size;
};

enum class RangeOutcome { kWhole, kPart, kUnsatisfiable };

// One too large for 64 bits is behind the end of any file.
std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::invalid_argument || end != text.data() + text.size())
    return std::nullopt;
  return error == std::errc() ? number : std::numeric_limits<std::uint64_t>::max();
}

// RFC 9110 14: what is not understood is ignored, and so are several ranges at once.
RangeOutcome find_range(std::string_view text, std::uint64_t size, Range& range) {
  constexpr std::string_view kUnit = "bytes=";
  bool is_bytes = text.size() > kUnit.size() &&
                  equals_ignoring_case(text.substr(0, kUnit.size()), kUnit);
  if (!is_bytes) return RangeOutcome::kWhole;
  std::string_view last_text = trimmed(text.substr(kUnit.size()));
  std::size_t dash = last_text.find('-');
  if (dash == std::string_view::npos) return RangeOutcome::kWhole;
  std::string_view first_text = next_part(last_text, '-');
  auto first = number_in(first_text);
  auto last = number_in(last_text);
  if (first_text.empty() && last) {  // The last so many bytes.
    range.size = std::min(*last, size);
    range.offset = size - range.size;
    return range.size > 0 ? RangeOutcome::kPart : RangeOutcome::kUnsatisfiable;
  }
  bool is_sound = first && (last_text.empty() || (last && *last >= *first));
  if (!is_sound) return RangeOutcome::kWhole;
  if (*first >= size) return RangeOutcome::kUnsatisfiable;
  range.offset = *first;
  range.size = last ? std::min(*last - *first, size - *first - 1) + 1 : size - *first;
  return RangeOutcome::kPart;
}

bool range_applies(const Request& request, std::string_view tag, std::time_t modified) {
  auto condition = request.headers.find("if-range");
  if (!condition) return true;
  if (condition->starts_with('"')) return *condition == tag;
  auto when = parse_http_date(*condition);
  return when && *when == modified;
}

bool copy_into(std::string& body, int fd, const Range& range) {
  body.resize(range.size);
  std::size_t done = 0;
  while (done < body.size()) {
    ssize_t got = ::pread(fd, body.data() + done, body.size() - done,
                          static_cast<off_t>(range.offset + done));
    if (got <= 0) return false;
    done += static_cast<std::size_t>(got);
  }
  return true;
}

Response redirect_to_folder(const Request& request) {
  std::string_view path = request.raw_path();
  while (path.starts_with("//")) path.remove_prefix(1);  // "//host" is another site.
  std::string location = std::string(path) + "/";
  if (!request.query.empty()) location += "?" + request.query;
  Response response = text_response(301, "moved permanently");
  response.with("Location", escape_uri(location));
  return response;
}

Response file_response(std::shared_ptr<FileHandle> file, const struct stat& info,
                       std::string_view name, const Request& request) {
  auto size = static_cast<std::uint64_t>(info.st_size);
  std::string tag = etag_of(info);
  if (fails_condition(request, tag, info.st_mtim.tv_sec)) return error_response(412);
  Response response;
  response.with("Last-Modified", http_date(info.st_mtim.tv_sec));
  response.with("ETag", tag);
  if (is_unchanged(request, tag, info.st_mtim.tv_sec)) {
    response.status = 304;
    return response;
  }
  response.with("Accept-Ranges", "bytes");
  Range range{0, size};
  auto wanted = request.headers.find("range");
  if (wanted && request.method == "GET" &&
      range_applies(request, tag, info.st_mtim.tv_sec)) {
    std::string of_size = "/" + std::to_string(size);
    switch (find_range(*wanted, size, range)) {
      case RangeOutcome::kWhole: break;
      case RangeOutcome::kPart:
        response.status = 206;
        response.with("Content-Range", "bytes " + std::to_string(range.offset) + "-" +
                                           std::to_string(range.offset + range.size - 1) +
                                           of_size);
        break;
      case RangeOutcome::kUnsatisfiable: {
        Response refusal = error_response(416);
        refusal.with("Content-Range", "bytes *" + of_size);
        return refusal;
      }
    }
  }
  response.with("Content-Type", std::string(media_type_of(name)));
  if (range.size > kCopiedFile || request.method == "HEAD") {
    response.file = {std::move(file), range.offset, range.size};
  } else if (!copy_into(response.body, file->fd(), range)) {
    return error_response(500);
  }
  return response;
}

}  // namespace

Response serve_file(const std::string& folder, std::string_view below,
                    const Request& request) {
  bool is_known_method = request.method == "GET" || request.method == "HEAD";
  if (!is_known_method) return error_response(405).with("Allow", "GET, HEAD");
  while (below.starts_with('/')) below.remove_prefix(1);
  std::string name(below);
  if (name.find('\0') != std::string::npos || climbs(name)) return error_response(404);
  bool is_index = name.empty() || name.ends_with('/');
  bool has_slash = request.raw_path().ends_with('/');
  if (is_index && has_slash) name += "index.html";

  auto file = std::make_shared<FileHandle>(open_below(folder, name));
  if (file->fd() < 0) {
    bool is_short = errno == EMFILE || errno == ENFILE || errno == ENOMEM;
    return error_response(is_short ? 503 : 404);  // It may well be there.
  }
  struct stat info {};
  if (::fstat(file->fd(), &info) != 0) return error_response(404);
  if (S_ISDIR(info.st_mode) && !has_slash) return redirect_to_folder(request);
  if (!S_ISREG(info.st_mode)) return error_response(404);
  return file_response(std::move(file), info, name, request);
}

}  // namespace scriptling
