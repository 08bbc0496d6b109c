// The door of state/: named things that outlive a run, as plain tables that never block,
// and the data they hold.
//
// Everything that crosses threads or disks is a Datum. A table is asked by one thread; if
// it cannot answer yet it keeps the asker's ticket (ticket.h). Stores of keys and values
// share one interface (kv_store.h). What goes wrong is a Status.
//
// One thread at a time, but for what says otherwise.
#pragma once

#include "state/atomic_table.h"
#include "state/datum.h"
#include "state/datum_builder.h"
#include "state/datum_codec.h"
#include "state/datum_equality.h"
#include "state/env.h"
#include "state/kv_memory.h"
#include "state/kv_sqlite.h"
#include "state/kv_store.h"
#include "state/lock_table.h"
#include "state/queue_table.h"
#include "state/shared_table.h"
#include "state/status.h"
#include "state/ticket.h"
#include "state/wait_group_table.h"
