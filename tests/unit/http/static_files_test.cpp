#include "http/static_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "http/http_date.h"
#include "http/media_types.h"

namespace scriptling {
namespace {

namespace fs = std::filesystem;

// A folder "site" beside a secret, gone with the test.
struct Site {
  Site() {
    std::string pattern = (fs::temp_directory_path() / "site-XXXXXX").string();
    base = ::mkdtemp(pattern.data());
    fs::create_directories(root() / "sub" / "bare");
    write("index.html", "<h1>home</h1>");
    write("sub/index.html", "sub home");
    write("digits.txt", "0123456789");
    write("big.bin", std::string(200'000, 'b'));
    write("empty.css", "");
    std::ofstream(base / "secret.txt") << "secret";
    fs::create_directories(base / "site-other");
    std::ofstream(base / "site-other" / "x.txt") << "secret";
    fs::create_symlink("digits.txt", root() / "inner");
    fs::create_symlink(root() / "digits.txt", root() / "inner_absolute");
    fs::create_symlink("../secret.txt", root() / "outer");
    fs::create_symlink(base / "secret.txt", root() / "outer_absolute");
    fs::create_directory_symlink("..", root() / "up");
    fs::create_directory_symlink(base / "site-other", root() / "other");
    ::mkfifo((root() / "fifo").c_str(), 0600);
  }
  ~Site() { fs::remove_all(base); }

  fs::path root() const { return base / "site"; }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(root() / name) << text;
  }

  Response get(const std::string& below, const std::string& range = {}) const {
    Request request = request_for(below);
    if (!range.empty()) request.headers.add("Range", range);
    return serve_file(root().string(), below, request);
  }

  static Request request_for(const std::string& below) {
    Request request;
    request.method = "GET";
    request.target = "/s/" + below;
    return request;
  }

  fs::path base;
};

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

std::string content(const Response& response) {
  std::string text(response.file.size, '\0');
  if (response.file.size == 0) return response.body;
  auto got = ::pread(response.file.file->fd(), text.data(), text.size(),
                     static_cast<off_t>(response.file.offset));
  REQUIRE(got == static_cast<ssize_t>(text.size()));
  return response.body + text;
}

TEST_CASE("files are served with their type and date", "[http]") {
  Site site;
  Response response = site.get("digits.txt");
  REQUIRE(response.status == 200);
  REQUIRE(content(response) == "0123456789");
  REQUIRE(header(response, "Content-Type") == "text/plain; charset=utf-8");
  REQUIRE(header(response, "Accept-Ranges") == "bytes");
  REQUIRE(parse_http_date(header(response, "Last-Modified")));
  REQUIRE(header(response, "ETag").size() > 4);
  REQUIRE(content(site.get("big.bin")) == std::string(200'000, 'b'));
  REQUIRE(content(site.get("empty.css")).empty());
  REQUIRE(site.get("empty.css").status == 200);
}

TEST_CASE("a folder is its index", "[http]") {
  Site site;
  REQUIRE(content(site.get("")) == "<h1>home</h1>");
  REQUIRE(content(site.get("sub/")) == "sub home");
  REQUIRE(site.get("sub/bare/").status == 404);
  Response redirect = site.get("sub");
  REQUIRE(redirect.status == 301);
  REQUIRE(header(redirect, "Location") == "/s/sub/");
  Request bare = Site::request_for("");
  bare.target = "//evil.example/..?q";
  bare.query = "q";
  redirect = serve_file(site.root().string(), "", bare);
  REQUIRE(header(redirect, "Location") == "/evil.example/../?q");
  REQUIRE(site.get("digits.txt/").status == 404);
}

TEST_CASE("nothing leads out of the folder", "[http]") {
  Site site;
  using namespace std::string_literals;
  for (const std::string& below :
       {"none.txt"s, "../secret.txt"s, "sub/../../secret.txt"s, "sub/../digits.txt"s,
        ".."s, "."s, "../"s, "./digits.txt"s, "outer"s, "outer_absolute"s,
        "up/secret.txt"s, "other/x.txt"s, "../site-other/x.txt"s, "/etc/passwd"s,
        "//etc/passwd"s, "digits.txt\0.png"s, "fifo"s, "sub//../../secret.txt"s}) {
    INFO(below);
    Response response = site.get(below);
    REQUIRE(response.status == 404);
    REQUIRE(response.body == R"({"error": "Not Found"})");
  }
  REQUIRE(content(site.get("inner")) == "0123456789");
  REQUIRE(content(site.get("inner_absolute")) == "0123456789");
  // What counts is where the file is, not the way there.
  REQUIRE(content(site.get("up/site/digits.txt")) == "0123456789");
  REQUIRE(serve_file("/nonexistent/folder", "a", Site::request_for("a")).status == 404);
}

TEST_CASE("who has the file already is told so", "[http]") {
  Site site;
  Response first = site.get("digits.txt");
  std::string tag = header(first, "ETag");
  std::string date = header(first, "Last-Modified");
  auto status = [&site](const char* name, const std::string& value) {
    Request request = Site::request_for("digits.txt");
    request.headers.add(name, value);
    return serve_file(site.root().string(), "digits.txt", request).status;
  };
  REQUIRE(status("If-None-Match", tag) == 304);
  REQUIRE(status("If-None-Match", "\"x\", W/" + tag) == 304);
  REQUIRE(status("If-None-Match", "*") == 304);
  REQUIRE(status("If-None-Match", "\"x\"") == 200);
  REQUIRE(status("If-Modified-Since", date) == 304);
  REQUIRE(status("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT") == 200);
  REQUIRE(status("If-Modified-Since", "yesterday") == 200);
  site.write("digits.txt", "changed");
  REQUIRE(status("If-None-Match", tag) == 200);
}

TEST_CASE("who wants the file only as it was is told if it is not", "[http]") {
  Site site;
  Response first = site.get("digits.txt");
  std::string tag = header(first, "ETag");
  std::string date = header(first, "Last-Modified");
  auto status = [&site](const char* name, const std::string& value) {
    Request request = Site::request_for("digits.txt");
    request.headers.add(name, value);
    return serve_file(site.root().string(), "digits.txt", request).status;
  };
  REQUIRE(status("If-Match", tag) == 200);
  REQUIRE(status("If-Match", "\"x\", " + tag) == 200);
  REQUIRE(status("If-Match", "*") == 200);
  REQUIRE(status("If-Match", "\"x\"") == 412);
  REQUIRE(status("If-Match", "W/" + tag) == 412);
  REQUIRE(status("If-Unmodified-Since", date) == 200);
  REQUIRE(status("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT") == 412);
  REQUIRE(status("If-Unmodified-Since", "yesterday") == 200);
}

TEST_CASE("one range can be asked for", "[http]") {
  Site site;
  struct Case {
    const char* range;
    int status;
    const char* content;
    const char* content_range;
  };
  for (const Case& one : std::initializer_list<Case>{
           {"bytes=0-3", 206, "0123", "bytes 0-3/10"},
           {"bytes=8-", 206, "89", "bytes 8-9/10"},
           {"bytes=-3", 206, "789", "bytes 7-9/10"},
           {"bytes=-99", 206, "0123456789", "bytes 0-9/10"},
           {"bytes=4-99", 206, "456789", "bytes 4-9/10"},
           {"Bytes=9-9", 206, "9", "bytes 9-9/10"},
           {"bytes=4-18446744073709551615", 206, "456789", "bytes 4-9/10"},
           {"bytes=10-", 416, R"({"error": "Range Not Satisfiable"})", "bytes */10"},
           {"bytes=-0", 416, R"({"error": "Range Not Satisfiable"})", "bytes */10"},
           {"bytes=3-2", 200, "0123456789", ""},
           {"bytes=0-1,3-4", 200, "0123456789", ""},
           {"bytes=", 200, "0123456789", ""},
           {"bytes=-", 200, "0123456789", ""},
           {"bytes=a-b", 200, "0123456789", ""},
           {"lines=0-1", 200, "0123456789", ""},
       }) {
    INFO(one.range);
    Response response = site.get("digits.txt", one.range);
    REQUIRE(response.status == one.status);
    REQUIRE(content(response) == one.content);
    REQUIRE(header(response, "Content-Range") == one.content_range);
  }
  REQUIRE(content(site.get("big.bin", "bytes=100-99999")).size() == 99'900);
  REQUIRE(site.get("empty.css", "bytes=0-").status == 416);
}

TEST_CASE("If-Range asks for the part of a known whole", "[http]") {
  Site site;
  std::string tag = header(site.get("digits.txt"), "ETag");
  auto status = [&site](const std::string& condition) {
    Request request = Site::request_for("digits.txt");
    request.headers.add("Range", "bytes=0-1");
    request.headers.add("If-Range", condition);
    return serve_file(site.root().string(), "digits.txt", request).status;
  };
  REQUIRE(status(tag) == 206);
  REQUIRE(status("\"other\"") == 200);
  REQUIRE(status("Sun, 06 Nov 1994 08:49:37 GMT") == 200);
}

TEST_CASE("only GET and HEAD read files", "[http]") {
  Site site;
  Request request = Site::request_for("digits.txt");
  request.method = "POST";
  Response response = serve_file(site.root().string(), "digits.txt", request);
  REQUIRE(response.status == 405);
  REQUIRE(header(response, "Allow") == "GET, HEAD");
  request.method = "HEAD";
  response = serve_file(site.root().string(), "digits.txt", request);
  REQUIRE(response.status == 200);
  REQUIRE(response.file.size == 10);
}

TEST_CASE("types go by extension", "[http]") {
  REQUIRE(media_type_of("a/b.HTML") == "text/html; charset=utf-8");
  REQUIRE(media_type_of("app.min.js") == "text/javascript; charset=utf-8");
  REQUIRE(media_type_of("x.json") == "application/json");
  REQUIRE(media_type_of("x.woff2") == "font/woff2");
  REQUIRE(media_type_of("zip") == "application/octet-stream");
  REQUIRE(media_type_of("a.b/none") == "application/octet-stream");
}

}  // namespace
}  // namespace scriptling
