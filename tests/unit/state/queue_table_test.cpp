#include "state/queue_table.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>
#include <random>
#include <vector>

namespace scriptling {
namespace {

Datum integer(std::int64_t value) { return Datum::integer(value); }

struct Jobs {
  explicit Jobs(std::uint64_t maxsize, std::uint64_t limit = 100) : table(limit) {
    id = table.open("jobs", maxsize);
  }
  Answer put(int value, Ticket ticket = 0) {
    return table.put(id, integer(value), ticket, wakes);
  }
  Answer get(Ticket ticket = 0) { return table.get(id, ticket, wakes); }
  std::int64_t got() { return get().value().as_int(); }
  // The only wake so far.
  Wake woken() {
    REQUIRE(wakes.size() == 1);
    Wake wake = wakes[0];
    wakes.clear();
    return wake;
  }

  QueueTable table;
  ObjectId id;
  Wakes wakes;
};

TEST_CASE("items come out as they went in") {
  Jobs jobs(0);
  for (int i = 0; i < 5; ++i) CHECK(jobs.put(i).is_ok());
  CHECK(*jobs.table.size(jobs.id) == 5);
  for (int i = 0; i < 5; ++i) CHECK(jobs.got() == i);
  CHECK(jobs.wakes.empty());
}

TEST_CASE(
    "who gets from an empty queue waits for the next item, first come first served") {
  Jobs jobs(0);
  CHECK(jobs.get(1).is_later());
  CHECK(jobs.get(2).is_later());
  CHECK(jobs.put(7).is_ok());
  Wake first = jobs.woken();
  CHECK(first.ticket == 1);
  CHECK(first.value.as_int() == 7);
  CHECK(*jobs.table.size(jobs.id) == 0);
  CHECK(jobs.put(8).is_ok());
  CHECK(jobs.woken().ticket == 2);
}

TEST_CASE("who puts into a full queue waits for room, first come first served") {
  Jobs jobs(1);
  CHECK(jobs.put(1).is_ok());
  CHECK(jobs.put(2, 2).is_later());
  CHECK(jobs.put(3, 3).is_later());
  CHECK(*jobs.table.size(jobs.id) == 1);
  CHECK(jobs.got() == 1);
  CHECK(jobs.woken().ticket == 2);
  CHECK(jobs.got() == 2);
  CHECK(jobs.woken().ticket == 3);
  CHECK(jobs.got() == 3);
}

TEST_CASE("an unbounded queue is full at the table's limit") {
  Jobs jobs(0, 2);
  CHECK(jobs.put(1).is_ok());
  CHECK(jobs.put(2).is_ok());
  CHECK(jobs.put(3).status().to_text() == "QueueFull: queue 'jobs' is full");
  CHECK(jobs.got() == 1);
  CHECK(jobs.put(3).is_ok());
}

TEST_CASE("a closed queue hands out what it holds") {
  Jobs jobs(0);
  CHECK(jobs.put(1).is_ok());
  CHECK(jobs.table.close(jobs.id, jobs.wakes).is_ok());
  CHECK(jobs.put(2).status().to_text() == "QueueClosed: queue 'jobs' is closed");
  CHECK(jobs.got() == 1);
  CHECK(jobs.get().status().to_text() == "QueueClosed: queue 'jobs' is closed");
  CHECK(jobs.table.open("jobs", 0) == jobs.id);
  CHECK(jobs.get().status().kind() == ErrorKind::kQueueClosed);
}

TEST_CASE("closing wakes every getter") {
  Jobs jobs(0);
  for (Ticket ticket : {1, 2, 3}) CHECK(jobs.get(ticket).is_later());
  CHECK(jobs.table.close(jobs.id, jobs.wakes).is_ok());
  REQUIRE(jobs.wakes.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(jobs.wakes[i].ticket == i + 1);
    CHECK(jobs.wakes[i].status.kind() == ErrorKind::kQueueClosed);
  }
  CHECK(jobs.table.close(jobs.id, jobs.wakes).is_ok());
  CHECK(jobs.wakes.size() == 3);
}

TEST_CASE("closing wakes every putter and drops what they brought") {
  Jobs jobs(1);
  CHECK(jobs.put(1).is_ok());
  CHECK(jobs.put(2, 2).is_later());
  CHECK(jobs.put(3, 3).is_later());
  CHECK(jobs.table.close(jobs.id, jobs.wakes).is_ok());
  REQUIRE(jobs.wakes.size() == 2);
  CHECK(jobs.wakes[1].status.kind() == ErrorKind::kQueueClosed);
  CHECK(jobs.got() == 1);
  CHECK(jobs.get().status().kind() == ErrorKind::kQueueClosed);
}

TEST_CASE("a cancelled getter is handed nothing") {
  Jobs jobs(0);
  for (Ticket ticket : {1, 2, 3}) CHECK(jobs.get(ticket).is_later());
  CHECK(jobs.table.cancel(2));
  CHECK_FALSE(jobs.table.cancel(2));
  CHECK(jobs.put(1).is_ok());
  CHECK(jobs.woken().ticket == 1);
  CHECK(jobs.put(2).is_ok());
  CHECK(jobs.woken().ticket == 3);
  CHECK(jobs.put(3).is_ok());
  CHECK(jobs.wakes.empty());
}

TEST_CASE("a cancelled putter takes its item along") {
  Jobs jobs(1);
  CHECK(jobs.put(1).is_ok());
  CHECK(jobs.put(2, 2).is_later());
  CHECK(jobs.put(3, 3).is_later());
  CHECK(jobs.table.cancel(2));
  CHECK(jobs.got() == 1);
  CHECK(jobs.woken().ticket == 3);
  CHECK(jobs.got() == 3);
}

TEST_CASE("an item given back is the next one out") {
  Jobs jobs(1);
  CHECK(jobs.put(1).is_ok());
  CHECK(jobs.got() == 1);
  CHECK(jobs.put(2).is_ok());
  CHECK(jobs.put(3, 3).is_later());
  CHECK(jobs.table.give_back(jobs.id, integer(1), jobs.wakes).is_ok());
  CHECK(jobs.got() == 1);
  CHECK(jobs.wakes.empty());
  CHECK(jobs.got() == 2);
  CHECK(jobs.woken().ticket == 3);
}

TEST_CASE("an item given back goes to who waits, or stays in a closed queue") {
  Jobs jobs(0);
  CHECK(jobs.get(1).is_later());
  CHECK(jobs.table.give_back(jobs.id, integer(5), jobs.wakes).is_ok());
  CHECK(jobs.woken().value.as_int() == 5);
  CHECK(jobs.table.close(jobs.id, jobs.wakes).is_ok());
  CHECK(jobs.table.give_back(jobs.id, integer(6), jobs.wakes).is_ok());
  CHECK(jobs.got() == 6);
}

TEST_CASE("deleting a queue wakes everybody with the news") {
  Jobs jobs(0);
  CHECK(jobs.get(1).is_later());
  CHECK(jobs.table.remove("jobs", jobs.wakes));
  CHECK(jobs.woken().status.to_text() == "QueueClosed: queue 'jobs' was deleted");
  CHECK(jobs.put(1).status().to_text() == "QueueClosed: queue 'jobs' was deleted");
  CHECK(jobs.get().status().kind() == ErrorKind::kQueueClosed);
  CHECK_FALSE(jobs.table.size(jobs.id));
  CHECK_FALSE(jobs.table.cancel(1));
  CHECK_FALSE(jobs.table.remove("jobs", jobs.wakes));
}

TEST_CASE("waiters keep their places while other queues come and go") {
  Jobs jobs(0);
  CHECK(jobs.get(1).is_later());
  for (int i = 0; i < 1000; ++i) jobs.table.open("other" + std::to_string(i), 0);
  CHECK(jobs.table.cancel(1));
  CHECK(jobs.get(2).is_later());
  CHECK(jobs.put(4).is_ok());
  CHECK(jobs.woken().ticket == 2);
}

TEST_CASE("nothing is lost, doubled or reordered in a random life") {
  std::mt19937 random(7);
  Jobs jobs(3);
  Ticket next_ticket = 1;
  int next_item = 0;
  std::vector<Ticket> waiting;
  std::deque<int> expected;  // Items accepted, in the order they must come out.
  std::vector<std::pair<Ticket, int>> putting;
  auto settle = [&](const Wakes& wakes) {
    for (const Wake& wake : wakes) {
      REQUIRE(std::erase(waiting, wake.ticket) == 1);
      auto put = std::find_if(putting.begin(), putting.end(),
                              [&](auto& p) { return p.first == wake.ticket; });
      if (put != putting.end()) {
        putting.erase(put);
        continue;
      }
      REQUIRE(wake.value.as_int() == expected.front());
      expected.pop_front();
    }
  };
  for (int turn = 0; turn < 20'000; ++turn) {
    Ticket ticket = next_ticket++;
    unsigned choice = random() % 5;
    if (choice < 2) {
      int item = next_item++;
      expected.push_back(item);
      if (jobs.put(item, ticket).is_later()) {
        waiting.push_back(ticket);
        putting.emplace_back(ticket, item);
      }
    } else if (choice < 4) {
      Answer answer = jobs.get(ticket);
      if (answer.is_later()) {
        waiting.push_back(ticket);
      } else {
        REQUIRE(answer.value().as_int() == expected.front());
        expected.pop_front();
      }
    } else if (!waiting.empty()) {
      Ticket gone = waiting[random() % waiting.size()];
      REQUIRE(jobs.table.cancel(gone));
      std::erase(waiting, gone);
      for (auto& [put, item] : putting)
        if (put == gone) std::erase(expected, item);
      std::erase_if(putting, [&](auto& p) { return p.first == gone; });
    }
    settle(jobs.wakes);
    jobs.wakes.clear();
  }
}

}  // namespace
}  // namespace scriptling
