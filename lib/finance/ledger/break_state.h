// The life of a break: what an evening makes of what was known of it.
//
//   open         counts against the gate
//   explained    its class explains it, or a person accepts this exact difference until a date
//   written_off  a person accepts this exact difference for good
//   resolved     the difference is gone; the break ends. The same identity later is a new break
//
//   Changes   first_seen; seen (sides or class differ from yesterday's); reopened (the difference
//   is
//             no longer the accepted one); expired (the date has passed); resolved; explained and
//             written_off by a person. Nothing changed: no change, so a second run adds nothing
//   Source    RULINGS A10; domain job 8: auto-resolve at zero, breaks are never deleted
//   Example   -50 explained until 2026-04-17: explained that evening; -60 the next: reopened, open
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"
#include "finance/ledger/break_class.h"

namespace wealthjobs::finance {

enum class BreakState { open, explained, written_off, resolved };
enum class BreakChange {
  none,
  first_seen,
  seen,
  reopened,
  expired,
  resolved,
  explained,
  written_off
};
std::string_view name_of(BreakState state);
std::string_view name_of(BreakChange change);
std::optional<BreakState> break_state_from(std::string_view text);
std::optional<BreakChange> break_change_from(std::string_view text);

// A person's word for one difference.
struct Acceptance {
  std::int64_t difference = 0;
  std::optional<base::Date> until;  // empty: for good
  bool operator==(const Acceptance&) const = default;
};

struct BreakView {
  BreakClass value = BreakClass::unexplained;
  std::int64_t ours = 0;
  std::int64_t theirs = 0;
  bool operator==(const BreakView&) const = default;
};

struct KnownBreak {
  BreakState state = BreakState::open;
  BreakView view;
  std::optional<Acceptance> accepted;
};

struct BreakStep {
  BreakChange change = BreakChange::none;
  BreakState state = BreakState::open;
  std::optional<Acceptance> accepted;  // what still holds
  bool operator==(const BreakStep&) const = default;
};

// A difference that is there today; `known` empty: no unresolved break of this identity.
BreakStep next_break_step(const std::optional<KnownBreak>& known, const BreakView& today,
                          base::Date day);

}  // namespace wealthjobs::finance
