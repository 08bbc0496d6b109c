#include "http/router.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "http/syntax.h"
#include "http/url.h"

namespace scriptling {

namespace {

// The tree of routes is searched, and taken down, by recursion.
constexpr std::ptrdiff_t kMostSegments = 200;

struct HashView {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

std::string decoded(std::string_view raw) {
  return percent_decode(raw).value_or(std::string(raw));
}

// How to write here what other routers write as `segment`; empty if it is none of that.
std::string foreign_parameter(std::string_view segment) {
  if (segment == "*" || segment == "**") return "{name...}";
  if (segment.size() < 2) return {};
  bool is_braced = segment.front() == '{' && segment.back() == '}';
  bool is_angled = segment.front() == '<' && segment.back() == '>';
  std::string_view name = segment.substr(1);
  if (is_braced || is_angled) name.remove_suffix(1);
  bool takes_rest = segment.front() == '*' || name.starts_with('*') ||
                    name.starts_with("path:") || name.ends_with(":path");
  bool has_type = name.find(':') != std::string_view::npos;
  bool is_foreign = is_angled || segment.front() == ':' || segment.front() == '*' ||
                    (is_braced && (has_type || name.starts_with('*')));
  if (!is_foreign) return {};
  if (name.starts_with('*')) name.remove_prefix(1);
  // "int:id" of Flask, "id:int" of Starlette.
  std::size_t colon = name.find(':');
  if (colon != std::string_view::npos) {
    name = is_angled ? name.substr(colon + 1) : name.substr(0, colon);
  }
  return "{" + std::string(name.empty() ? "name" : name) + (takes_rest ? "...}" : "}");
}

std::string allow_list(std::set<std::string, std::less<>> methods) {
  if (methods.contains("GET")) methods.insert("HEAD");
  methods.insert("OPTIONS");
  std::string list;
  for (const std::string& method : methods) {
    if (!list.empty()) list += ", ";
    list += method;
  }
  return list;
}

}  // namespace

struct Router::Leaf {
  std::string method;
  std::string pattern;
  std::string handler;
  std::vector<std::string> names;  // Of the parameters, in order.
  int route = -1;
};

struct Router::Methods {
  std::vector<Leaf> leaves;

  const Leaf* find(std::string_view method) const {
    for (const Leaf& leaf : leaves) {
      if (leaf.method == method) return &leaf;
    }
    return nullptr;
  }
};

struct Router::Node {
  std::unordered_map<std::string, std::unique_ptr<Node>, HashView, std::equal_to<>> exact;
  std::unique_ptr<Node> any;
  Methods here;     // The path ends with this segment.
  Methods subtree;  // It goes on, be it with nothing behind a slash.

  Node& child(std::string_view segment) {
    auto found = exact.find(segment);
    if (found == exact.end()) {
      found = exact.emplace(segment, std::make_unique<Node>()).first;
    }
    return *found->second;
  }

  Node& any_child() {
    if (!any) any = std::make_unique<Node>();
    return *any;
  }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

std::string Router::add(std::string_view method, std::string_view pattern,
                        std::string_view handler, int route) {
  auto wrong = [pattern](std::string_view why) {
    return "the path '" + std::string(pattern) + "' " + std::string(why);
  };
  if (!is_token(method)) return "'" + std::string(method) + "' is not a method";
  if (pattern.empty() || pattern.front() != '/') return wrong("does not start with '/'");
  if (pattern.find_first_of("?#") != std::string_view::npos)
    return wrong("has a query or a fragment, which routes are not matched against");
  if (std::count(pattern.begin(), pattern.end(), '/') > kMostSegments) {
    return wrong("has more than " + std::to_string(kMostSegments) + " segments");
  }

  Leaf leaf{std::string(method), std::string(pattern), std::string(handler), {}, route};
  Node* node = root_.get();
  Methods* methods = nullptr;
  std::string_view rest = pattern.substr(1);
  while (methods == nullptr) {
    bool is_last = rest.find('/') == std::string_view::npos;
    std::string_view segment = next_part(rest, '/');
    bool is_braced =
        segment.size() >= 2 && segment.front() == '{' && segment.back() == '}';
    std::string_view name = is_braced ? segment.substr(1, segment.size() - 2) : segment;
    bool takes_rest = is_braced && name.size() >= 3 && name.ends_with("...");
    if (takes_rest) name.remove_suffix(3);
    if (name.find_first_of("{}") != std::string_view::npos) {
      return wrong("has a brace that does not enclose a whole segment");
    }
    if (std::string hint = foreign_parameter(segment); !hint.empty()) {
      return wrong("has '" + std::string(segment) + "': write " + hint);
    }
    if (is_braced && name.empty()) return wrong("has a parameter without a name");
    if (takes_rest && !is_last)
      return wrong("goes on after '" + std::string(segment) + "'");
    bool is_end_mark = is_braced && name == "$";
    if (is_end_mark && (takes_rest || !is_last)) return wrong("goes on after '{$}'");
    if (is_braced && !is_end_mark) {
      if (std::find(leaf.names.begin(), leaf.names.end(), name) != leaf.names.end()) {
        return wrong("has two parameters '" + std::string(name) + "'");
      }
      leaf.names.emplace_back(name);
    }
    if (takes_rest || (is_last && segment.empty())) {
      methods = &node->subtree;
      continue;
    }
    if (is_end_mark) {
      node = &node->child("");
    } else {
      node = is_braced ? &node->any_child() : &node->child(segment);
    }
    if (is_last) methods = &node->here;
  }

  if (const Leaf* other = methods->find(method)) {
    if (other->handler == handler && other->pattern == pattern) return {};
    return leaf.method + " " + leaf.pattern + " has two handlers: '" + other->handler +
           "'" + (other->pattern == pattern ? "" : " (as " + other->pattern + ")") +
           " and '" + leaf.handler + "'";
  }
  methods->leaves.push_back(std::move(leaf));
  all_methods_.emplace_back(method);
  return {};
}

// One search through the tree, the most specific branches first.
class Router::Walk {
 public:
  explicit Walk(std::string_view method) : method_(method) {}

  // `rest` is what follows the slash behind the segment of `node`. True when found.
  bool visit(const Node& node, std::string_view rest) {
    std::size_t slash = rest.find('/');
    std::string_view segment = rest.substr(0, slash);
    bool is_last = slash == std::string_view::npos;
    std::string_view behind = is_last ? std::string_view() : rest.substr(slash + 1);
    if (!node.exact.empty()) {
      auto found = segment.find('%') == std::string_view::npos
                       ? node.exact.find(segment)
                       : node.exact.find(decoded(segment));
      if (found != node.exact.end() && enter(*found->second, is_last, behind))
        return true;
    }
    if (node.any && !segment.empty()) {
      values_.push_back(segment);
      if (enter(*node.any, is_last, behind)) return true;
      values_.pop_back();
    }
    if (node.subtree.leaves.empty()) return false;
    values_.push_back(rest);
    if (accept(node.subtree)) return true;
    values_.pop_back();
    return false;
  }

  Match result() && {
    Match match;
    if (leaf_ != nullptr) {
      match.outcome = Outcome::kFound;
      match.route = leaf_->route;
      for (std::size_t i = 0; i < leaf_->names.size(); ++i) {
        match.params.emplace_back(leaf_->names[i], decoded(values_[i]));
      }
    } else if (!allowed_.empty()) {
      match.outcome = method_ == "OPTIONS" ? Outcome::kOptions : Outcome::kWrongMethod;
      match.allow = allow_list(std::move(allowed_));
    }
    return match;
  }

 private:
  bool enter(const Node& node, bool is_last, std::string_view behind) {
    return is_last ? accept(node.here) : visit(node, behind);
  }

  bool accept(const Methods& methods) {
    leaf_ = methods.find(method_);
    if (leaf_ == nullptr && method_ == "HEAD") leaf_ = methods.find("GET");
    if (leaf_ != nullptr) return true;
    for (const Leaf& other : methods.leaves) allowed_.insert(other.method);
    return false;
  }

  std::string_view method_;
  std::vector<std::string_view> values_;  // Of the parameters so far, not decoded.
  const Leaf* leaf_ = nullptr;
  std::set<std::string, std::less<>> allowed_;
};

Router::Match Router::match(std::string_view method, std::string_view raw_path) const {
  if (raw_path == "*" && method == "OPTIONS") {
    Match match;
    match.outcome = Outcome::kOptions;
    match.allow = allow_list({all_methods_.begin(), all_methods_.end()});
    return match;
  }
  if (raw_path.empty() || raw_path.front() != '/') return {};
  Walk walk(method);
  walk.visit(*root_, raw_path.substr(1));
  return std::move(walk).result();
}

}  // namespace scriptling
