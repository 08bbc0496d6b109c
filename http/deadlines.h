// When each connection of one thread has waited long enough, and for what.
//
// The time allowed depends on the kind of wait alone, so a list for each kind is sorted
// by merely appending, and setting, moving and clearing a deadline cost the same whatever
// the number of connections.
//
// One thread at a time.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace scriptling {

enum class Wait : std::uint8_t {
  kNothing,  // No deadline.
  kFirst,    // A new connection, for the first byte.
  kHead,     // For the rest of a head.
  kBody,     // For the rest of a body.
  kIdle,     // Kept alive, for the next request.
  kFlush,    // For the client to take something of what is written.
  kGrace,    // The client has sent its last byte but its answers are not ready.
  kLinger,   // Closed by us, for the client to notice.
  kSilence,  // Upgraded, for the client to say anything at all.
  kPulse,    // For another look whether the client's machine is there.
};

class Deadlines {
 public:
  using Clock = std::chrono::steady_clock;
  using Duration = std::chrono::milliseconds;
  static constexpr std::size_t kKinds = 10;

  // What a connection derives from. Requires: cleared before it dies.
  class Entry {
   public:
    Wait wait() const { return wait_; }

   private:
    friend class Deadlines;
    Entry* previous_ = nullptr;
    Entry* next_ = nullptr;
    Wait wait_ = Wait::kNothing;
    Clock::time_point at_{};
  };

  // The time allowed for each Wait; zero or less is for ever.
  explicit Deadlines(const std::array<Duration, kKinds>& allowed) : allowed_(allowed) {}

  // Starts `wait` anew at `now`, which never goes back from call to call.
  void set(Entry& entry, Wait wait, Clock::time_point now);
  void clear(Entry& entry);

  std::optional<Clock::time_point> earliest() const;

  // Clears and returns one entry that is due, or null. Its wait() still says what for.
  Entry* pop_due(Clock::time_point now);

 private:
  struct List {
    Entry* first = nullptr;
    Entry* last = nullptr;
  };

  void unlink(Entry& entry);

  std::array<Duration, kKinds> allowed_;
  std::array<List, kKinds> lists_{};
};

}  // namespace scriptling
