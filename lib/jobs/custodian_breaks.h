// What an evening's comparison makes of the breaks: their next events, the rows of the
// reconciliation, and what counts against portfolios and the book.
//
//   A break whose side was not compared tonight stays as it is and goes on ageing; one that was
//   compared and is gone is resolved. The numbers of new breaks are given here: the transaction
//   that writes them finds the book as it was read, or reads again.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "finance/calendar/business_day.h"
#include "finance/ledger/break_gate.h"
#include "jobs/custodian_comparison.h"
#include "store/breaks.h"
#include "store/recon_runs.h"

namespace wealthjobs::store {
class WriteTransaction;
}

namespace wealthjobs::jobs {

struct BreakUpdate {
  bool is_new = false;
  finance::BreakIdentity identity;
  store::BreakEvent event;
};

// A break that counts against the gate tonight.
struct OpenBreak {
  std::int64_t no = 0;
  finance::BreakIdentity identity;
  base::Date first_seen;
  int age_bd = 0;
  std::int64_t ours = 0;
  std::int64_t theirs = 0;
  std::optional<std::int64_t> value_minor;
  base::Currency currency;
};

struct BreakWork {
  std::vector<BreakUpdate> updates;
  std::vector<store::ReconItem> items;
  std::vector<OpenBreak> open;  // the oldest first, then by number
  std::int64_t explained = 0;   // lines that their class explains
  std::int64_t accepted = 0;    // lines that a person accepts
};

BreakWork work_on_breaks(store::Database& book, const Comparison& comparison,
                         base::Date business_date, const finance::CalendarSet& primary,
                         const std::string& actor);

void write_breaks(store::WriteTransaction& write, base::Date business_date, const BreakWork& work);

// "break 3 (BHP of P1 at BNY: ours 150, theirs 100, 2 business days old)"
std::string break_text(const OpenBreak& open);
// Quantities and money as people write them.
std::string side_text(const finance::BreakIdentity& identity, std::int64_t amount);

}  // namespace wealthjobs::jobs
