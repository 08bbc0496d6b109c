// What a store answers to each message: the same for stores in memory and on disk.
//
// One thread at a time.
#pragma once

#include <caf/message_handler.hpp>

#include "actors/messages.h"

namespace scriptling {

Answer answer_to(KvStore& store, const KvSet& ask);
Answer answer_to(KvStore& store, const KvGet& ask);
Answer answer_to(KvStore& store, const KvIncr& ask);
Answer answer_to(KvStore& store, const KvDelete& ask);
Answer answer_to(KvStore& store, const KvExists& ask);
Answer answer_to(KvStore& store, const KvTtl& ask);
Answer answer_to(KvStore& store, const KvKeys& ask);
Answer answer_to(KvStore& store, const KvClear& ask);
Answer answer_to(KvStore& store, const KvCompareAndSet& ask);
Answer answer_to(KvStore& store, const KvGetMany& ask);
Answer answer_to(KvStore& store, const KvSetMany& ask);
Answer answer_to(KvStore& store, const KvItems& ask);

// Handlers of all of these messages; each calls `take` with its message, which may be
// moved from.
template <class Take>
caf::message_handler kv_handlers(Take take) {
  return {
      [take](KvGet& ask) { take(ask); },           [take](KvSet& ask) { take(ask); },
      [take](KvIncr& ask) { take(ask); },          [take](KvDelete& ask) { take(ask); },
      [take](KvExists& ask) { take(ask); },        [take](KvTtl& ask) { take(ask); },
      [take](KvClear& ask) { take(ask); },         [take](KvKeys& ask) { take(ask); },
      [take](KvCompareAndSet& ask) { take(ask); }, [take](KvGetMany& ask) { take(ask); },
      [take](KvSetMany& ask) { take(ask); },       [take](KvItems& ask) { take(ask); },
  };
}

}  // namespace scriptling
