#include "interp/diagnostic.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "interp/arena.h"
#include "interp/ast.h"
#include "interp/parser.h"

namespace scriptling {

namespace {

constexpr std::string_view kBlanks = " \t\f\v";
constexpr std::string_view kMargin = "    ";

// A longer piece of code gets plain carets: it is parsed again for each traceback.
constexpr size_t kMaxAnchored = 2000;

size_t count_code_points(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<uint8_t>(c) & 0xC0) != 0x80;
  }));
}

// A line as it is shown: without what surrounds it, and with how much of `span` is in it.
struct ShownLine {
  std::string_view text;
  size_t offset = 0;  // Of `text` in the source.
  size_t start = 0;   // Of the marked part in `text`, in bytes; may be just past its end.
  size_t end = 0;
};

ShownLine show_line(const Source& source, Span span) {
  uint32_t line = source.line(span.start);
  ShownLine shown;
  shown.text = source.line_text(line);
  shown.offset = source.line_start(line);
  size_t lead = std::min(shown.text.find_first_not_of(kBlanks), shown.text.size());
  shown.text.remove_prefix(lead);
  shown.offset += lead;
  shown.text = shown.text.substr(0, shown.text.find_last_not_of(kBlanks) + 1);
  size_t size = shown.text.size();
  shown.start = std::min(span.start - std::min<size_t>(span.start, shown.offset), size);
  shown.end =
      std::clamp(span.end - std::min<size_t>(span.end, shown.offset), shown.start, size);
  return shown;
}

// The part of `code` that says what was done: an operator, or the brackets of an index.
std::optional<Span> find_anchor(std::string_view code) {
  if (code.size() > kMaxAnchored) return std::nullopt;
  // In parentheses, so that a piece of a longer expression parses; a line break cannot
  // come in, the code is of one line.
  Source source("(" + std::string(code) + ")", "");
  Arena arena;
  ParseResult result = parse(source, arena);
  if (result.module == nullptr || result.module->body.size() != 1) return std::nullopt;
  const auto* statement = ast::try_as<ast::ExprStmt>(result.module->body.front());
  if (statement == nullptr) return std::nullopt;
  if (const auto* operation = ast::try_as<ast::BinOp>(statement->value)) {
    return Span{operation->op_span.start - 1, operation->op_span.end - 1};
  }
  if (const auto* subscript = ast::try_as<ast::Subscript>(statement->value)) {
    uint32_t at = subscript->value->span.end;
    while (at < source.text().size() && source.text()[at] != '[') ++at;
    return Span{at - 1, subscript->span.end - 1};
  }
  return std::nullopt;
}

void append_line(std::string& out, std::string_view line) {
  out += kMargin;
  out += line;
  out += '\n';
}

void append_location(std::string& out, const Source& source, Span span) {
  out += "  File \"";
  out += source.name();
  out += "\", line ";
  out += std::to_string(source.line(span.start));
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const Source& source) {
  std::string out;
  append_location(out, source, diagnostic.span);
  out += '\n';
  ShownLine shown = show_line(source, diagnostic.span);
  if (!shown.text.empty()) {
    append_line(out, shown.text);
    bool is_shown = diagnostic.span.start >= shown.offset;  // Else in the indentation.
    std::string carets(count_code_points(shown.text.substr(0, shown.start)), ' ');
    size_t width =
        count_code_points(shown.text.substr(shown.start, shown.end - shown.start));
    carets.append(std::max<size_t>(width, 1), '^');
    if (is_shown) append_line(out, carets);
  }
  out += diagnostic.error_class;
  out += ": ";
  out += diagnostic.message;
  out += '\n';
  return out;
}

std::string render_frame(const Source& source, Span span, std::string_view function) {
  std::string out;
  append_location(out, source, span);
  if (!function.empty()) {
    out += ", in ";
    out += function;
  }
  out += '\n';
  ShownLine shown = show_line(source, span);
  if (shown.text.empty()) return out;
  append_line(out, shown.text);

  std::string_view marked = shown.text.substr(shown.start, shown.end - shown.start);
  std::optional<Span> anchor;
  bool is_one_line = span.end <= shown.offset + shown.text.size();
  if (is_one_line && !marked.empty()) anchor = find_anchor(marked);
  if (marked.empty() || (marked.size() == shown.text.size() && !anchor)) return out;

  std::string carets(count_code_points(shown.text.substr(0, shown.start)), ' ');
  if (anchor) {
    carets.append(count_code_points(marked.substr(0, anchor->start)), '~');
    carets.append(count_code_points(marked.substr(anchor->start, anchor->size())), '^');
    carets.append(count_code_points(marked.substr(anchor->end)), '~');
  } else {
    carets.append(count_code_points(marked), '^');
  }
  append_line(out, carets);
  return out;
}

}  // namespace scriptling
