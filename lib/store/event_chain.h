// The chain of events: what happened to runs, steps and the book, append-only and hash-chained.
//
//   canonical   wj-event/1 LF seq LF at_us LF type LF run_id LF step LF attempt LF actor LF host LF
//               pid LF config_sha256 LF version LF payload_json LF
//   hash        SHA-256(hash of the event before, in hex, LF, canonical); before the first: 64
//               zeros
//   Escaping    a backslash is written \\ and a line feed \n, so that no two events read alike
//   Empty       run_id, step and attempt of an event that belongs to none
//   Head        read inside the write transaction: two writers cannot take the same link
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/finding.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

namespace event_type {
inline constexpr std::string_view run_started = "RunStarted";
inline constexpr std::string_view run_resumed = "RunResumed";
inline constexpr std::string_view run_succeeded = "RunSucceeded";
inline constexpr std::string_view run_failed = "RunFailed";
inline constexpr std::string_view run_blocked = "RunBlocked";
inline constexpr std::string_view run_cancelled = "RunCancelled";
inline constexpr std::string_view run_timed_out = "RunTimedOut";
inline constexpr std::string_view run_skipped = "RunSkipped";
inline constexpr std::string_view step_started = "StepStarted";
inline constexpr std::string_view step_progress = "StepProgress";
inline constexpr std::string_view step_succeeded = "StepSucceeded";
inline constexpr std::string_view step_failed = "StepFailed";
inline constexpr std::string_view step_retried = "StepRetried";
inline constexpr std::string_view step_blocked = "StepBlocked";
inline constexpr std::string_view step_skipped = "StepSkipped";
inline constexpr std::string_view step_reused = "StepReused";
inline constexpr std::string_view step_cancelled = "StepCancelled";
inline constexpr std::string_view step_timed_out = "StepTimedOut";
inline constexpr std::string_view step_crashed = "StepCrashed";
inline constexpr std::string_view gate_overridden = "GateOverridden";
inline constexpr std::string_view book_imported = "BookImported";
inline constexpr std::string_view book_migrated = "BookMigrated";
inline constexpr std::string_view quarantine_resolved = "QuarantineResolved";
inline constexpr std::string_view hold_released = "HoldReleased";
inline constexpr std::string_view break_explained = "BreakExplained";
inline constexpr std::string_view break_written_off = "BreakWrittenOff";
inline constexpr std::string_view fees_approved = "FeesApproved";
inline constexpr std::string_view fee_waived = "FeeWaived";
inline constexpr std::string_view fee_rebated = "FeeRebated";
inline constexpr std::string_view fee_reversed = "FeeReversed";
inline constexpr std::string_view day_reopened = "DayReopened";
inline constexpr std::string_view price_overridden = "PriceOverridden";
}  // namespace event_type

// Who writes: the same for every event of a process.
struct EventOrigin {
  std::string actor = {};  // the real OS user, also behind sudo (RULINGS B19)
  std::string host = {};
  std::int64_t pid = 0;
  std::string config_sha256 = {};
  std::string version = {};
};

struct NewEvent {
  std::string_view type;
  std::int64_t at_us = 0;
  std::optional<std::string> run_id = std::nullopt;
  std::optional<std::string> step = std::nullopt;
  std::optional<int> attempt = std::nullopt;
  std::string payload_json = "{}";
};

struct EventRow {
  std::int64_t seq = 0;
  std::int64_t at_us = 0;
  std::string type = {};
  std::optional<std::string> run_id = std::nullopt;
  std::optional<std::string> step = std::nullopt;
  std::optional<int> attempt = std::nullopt;
  EventOrigin origin = {};
  std::string payload_json = {};
  std::string prev_hash = {};
  std::string hash = {};
};

std::string canonical_event(const EventRow& event);
std::string event_hash(const EventRow& event);

// Returns its seq.
std::int64_t append_event(WriteTransaction& write, const EventOrigin& origin,
                          const NewEvent& event);

// Events after `after_seq` in order, at most `limit`; of one run where run_id is given.
std::vector<EventRow> load_events(Database& book, std::int64_t after_seq, std::int64_t limit,
                                  const std::optional<std::string>& run_id = std::nullopt);

// Recomputes the whole chain; names the first event that does not fit, and every gap in seq.
Findings check_event_chain(Database& book);

}  // namespace wealthjobs::store
