// Reconciliations: which statements were compared for a business date, what came of every line that
// is worth a row, and how the control ended.
//
//   Again     the same sources with the same answers as the last run of the day make no new run;
//             a new file, or a break explained in between, does, and the old run stays (domain job
//             8)
//   Items     lines that differ, and matched ones with something pending; matched lines are counted
//   Through   per custodian the newest statement day that was compared by a run that passed
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "finance/ledger/break_identity.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

enum class ReconStatus { passed, blocked, overridden };
std::string_view name_of(ReconStatus status);

struct ReconSource {
  std::string custodian;
  base::Date statement_day;
  bool is_compared = false;  // else missing
  std::string sha256;
  bool operator==(const ReconSource&) const = default;
};

struct ReconItem {
  std::string state;  // matched, open, explained, written_off
  finance::BreakIdentity identity;
  std::int64_t ours = 0;
  std::int64_t theirs = 0;
  std::int64_t pending = 0;  // traded less settled
  std::string break_class;   // empty: matched
  std::string causes;
  std::optional<std::int64_t> break_no;
  bool operator==(const ReconItem&) const = default;
};

struct ReconRun {
  std::int64_t no = 0;  // given by the book, as n and known_rev
  std::string control = "custodian";
  base::Date day;
  int n = 1;
  std::int64_t matched = 0;
  std::int64_t explained = 0;
  std::int64_t accepted = 0;
  std::int64_t unexplained = 0;
  ReconStatus status = ReconStatus::passed;
  std::string why;
  std::vector<ReconSource> sources;
  std::vector<ReconItem> items;
};

// Returns its number, or that of the day's last run where nothing is new.
std::int64_t save_recon_run(WriteTransaction& write, const ReconRun& run);

// The last run of a day, with sources and items.
std::optional<ReconRun> load_last_recon_run(Database& book, std::string_view control,
                                            base::Date day);

// The last business date of which anything was compared.
std::optional<base::Date> load_last_recon_day(Database& book);

struct ReconciledThrough {
  std::string custodian;
  base::Date day;
  bool operator==(const ReconciledThrough&) const = default;
};
// As runs of business dates up to `day` left it, by custodian.
std::vector<ReconciledThrough> load_reconciled_through(Database& book, base::Date day);

}  // namespace wealthjobs::store
