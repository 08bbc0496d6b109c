#include "actors/circle_finder.h"

#include <algorithm>
#include <caf/all.hpp>
#include <chrono>
#include <map>
#include <tuple>
#include <vector>

namespace scriptling {

namespace {

class CircleFinder final : public caf::event_based_actor {
 public:
  CircleFinder(caf::actor_config& config, caf::actor semaphores, ObjectId id)
      : caf::event_based_actor(config) {
    add({std::move(semaphores), id, 0});
  }
  const char* name() const override { return "circle_finder"; }

 protected:
  caf::behavior make_behavior() override {
    ask_from(0);
    // Who has ended meanwhile does not answer.
    return {[this](CensusAnswer& answer) { on_answer(answer); },
            caf::after(kPatience) >> [this] { quit(); }};
  }

 private:
  static constexpr size_t kMostNodes = 2000;
  static constexpr auto kPatience = std::chrono::seconds(1);
  using Key = std::tuple<caf::actor_id, uint64_t, OwnerId>;

  struct Node {
    CensusTarget target;
    CensusAnswer known;
    std::vector<size_t> next;
    bool is_stuck = false;
  };

  size_t add(const CensusTarget& target) {
    Key key{target.at.id(), target.object.bits(), target.holder};
    auto [place, is_new] = places_.emplace(key, nodes_.size());
    if (is_new) nodes_.push_back({target, {}, {}});
    return place->second;
  }

  void ask_from(size_t first) {
    for (size_t n = first; n < nodes_.size(); n++) {
      const CensusTarget& target = nodes_[n].target;
      send(target.at, Census{caf::actor_cast<caf::actor>(this), n, target});
      missing_++;
    }
  }

  void on_answer(CensusAnswer& answer) {
    missing_--;
    if (is_second_) {
      is_same_ = is_same_ && answer.is_same_as(nodes_[answer.node].known);
    } else {
      take(std::move(answer));
    }
    if (missing_ > 0) return;
    if (!is_second_) {
      mark_stuck();
      if (!nodes_[0].is_stuck) return quit();
      is_second_ = true;
      return ask_from(0);
    }
    if (is_same_) tell();
    quit();
  }

  void take(CensusAnswer answer) {
    size_t first = nodes_.size();
    std::vector<size_t> next;
    for (const CensusTarget& target : answer.next) next.push_back(add(target));
    Node& node = nodes_[answer.node];
    node.next = std::move(next);
    node.known = std::move(answer);
    if (nodes_.size() > kMostNodes) return quit();
    ask_from(first);
  }

  // All who wait are, but for those whom somebody free may serve.
  void mark_stuck() {
    for (Node& node : nodes_) node.is_stuck = node.known.waits && !node.next.empty();
    for (bool is_changed = true; is_changed;) {
      is_changed = false;
      for (Node& node : nodes_) {
        if (!node.is_stuck || is_still_stuck(node)) continue;
        node.is_stuck = false;
        is_changed = true;
      }
    }
  }

  bool is_still_stuck(const Node& node) const {
    auto stuck = [this](size_t n) { return nodes_[n].is_stuck; };
    return node.known.needs_all ? std::any_of(node.next.begin(), node.next.end(), stuck)
                                : std::all_of(node.next.begin(), node.next.end(), stuck);
  }

  // Who began to wait last gives up.
  void tell() {
    size_t victim = nodes_.size();
    for (size_t n = 0; n < nodes_.size(); n++) {
      const Node& node = nodes_[n];
      if (!node.is_stuck || node.known.ticket == 0) continue;
      if (victim == nodes_.size() || node.known.since > nodes_[victim].known.since)
        victim = n;
    }
    if (victim == nodes_.size()) return;
    send(nodes_[victim].known.self,
         Deadlocked{nodes_[victim].known.ticket, path_from(victim)});
  }

  std::string path_from(size_t node) const {
    std::string path = nodes_[node].known.label;
    std::vector<bool> was_there(nodes_.size());
    for (was_there[node] = true;;) {
      const std::vector<size_t>& next = nodes_[node].next;
      auto stuck = std::find_if(next.begin(), next.end(),
                                [this](size_t n) { return nodes_[n].is_stuck; });
      if (stuck == next.end()) return path;
      node = *stuck;
      path += " -> " + nodes_[node].known.label;
      if (was_there[node]) return path;
      was_there[node] = true;
    }
  }

  std::vector<Node> nodes_;
  std::map<Key, size_t> places_;
  size_t missing_ = 0;
  bool is_second_ = false;
  bool is_same_ = true;
};

}  // namespace

void spawn_circle_finder(caf::actor_system& system, caf::actor semaphores, ObjectId id) {
  system.spawn<CircleFinder>(std::move(semaphores), id);
}

}  // namespace scriptling
