#include "jobs/custodian_breaks.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "base/decimal.h"
#include "base/text.h"
#include "finance/ledger/break_age.h"
#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using finance::BreakChange;
using finance::BreakIdentity;
using finance::BreakKind;
using finance::BreakState;

class BreakWorker {
 public:
  BreakWorker(store::Database& book, const Comparison& comparison, Date day,
              const finance::CalendarSet& primary, std::string actor)
      : comparison_(comparison),
        day_(day),
        primary_(primary),
        actor_(std::move(actor)),
        next_no_(store::load_last_break_no(book) + 1) {
    for (store::Break& row : store::load_breaks(book, {.with_resolved = false, .as_of = {}})) {
      known_.emplace(row.identity, std::move(row));
    }
  }

  BreakWork run() {
    for (const ComparedLine& line : comparison_.lines) take(line);
    for (const auto& [identity, row] : known_) {
      if (seen_.contains(identity)) continue;
      if (is_compared(row)) {
        resolve(row);
      } else if (row.last.state == BreakState::open) {
        add_open(row.no, identity, row.first_seen, row.last.view, row.last.value_minor,
                 row.last.currency);
      }
    }
    std::ranges::sort(work_.open, {},
                      [](const OpenBreak& open) { return std::tuple(-open.age_bd, open.no); });
    return std::move(work_);
  }

 private:
  void take(const ComparedLine& line) {
    store::ReconItem item{"matched",
                          line.identity,
                          line.ours,
                          line.theirs,
                          line.pending,
                          "",
                          base::join_text(line.found.causes, " "),
                          std::nullopt};
    if (!line.is_matched) {
      seen_.insert(line.identity);
      const store::BreakEvent stands = step(line);
      item.break_no = stands.break_no;
      item.state = finance::name_of(stands.state);
      item.break_class = finance::name_of(line.found.value);
      count(line, stands);
    }
    work_.items.push_back(std::move(item));
  }

  // The event as it would be written; it is where anything changed.
  store::BreakEvent step(const ComparedLine& line) {
    const auto known = known_.find(line.identity);
    std::optional<finance::KnownBreak> before;
    store::BreakEvent event;
    event.break_no = known == known_.end() ? next_no_++ : known->second.no;
    if (known != known_.end()) {
      const store::BreakEvent& last = known->second.last;
      before = {last.state, last.view, last.accepted};
      event.owner = last.owner;
      event.why = last.why;
    }
    event.day = day_;
    event.view = {line.found.value, line.ours, line.theirs};
    event.value_minor = line.value_minor;
    event.currency = line.currency;
    event.actor = actor_;
    const finance::BreakStep next = finance::next_break_step(before, event.view, day_);
    event.change = next.change;
    event.state = next.state;
    event.accepted = next.accepted;
    if (!event.accepted) event.why = base::join_text(line.found.causes, " ");
    if (next.change != BreakChange::none) {
      work_.updates.push_back({known == known_.end(), line.identity, event});
    }
    first_seen_ = known == known_.end() ? day_ : known->second.first_seen;
    return event;
  }

  void count(const ComparedLine& line, const store::BreakEvent& stands) {
    if (stands.accepted) {
      ++work_.accepted;
    } else if (stands.state == BreakState::explained) {
      ++work_.explained;
    } else {
      add_open(stands.break_no, line.identity, first_seen_, stands.view, stands.value_minor,
               stands.currency);
    }
  }

  void add_open(std::int64_t no, const BreakIdentity& identity, Date first_seen,
                const finance::BreakView& view, std::optional<std::int64_t> value_minor,
                base::Currency currency) {
    work_.open.push_back({no, identity, first_seen,
                          finance::break_age_bd(primary_, first_seen, day_), view.ours, view.theirs,
                          value_minor, currency});
  }

  [[nodiscard]] bool is_compared(const store::Break& row) const {
    if (row.identity.kind != BreakKind::mapping) {
      return comparison_.compared.contains({row.identity.portfolio_id, row.identity.kind});
    }
    if (row.identity.custodian.empty()) return !comparison_.custodians.empty();
    return comparison_.custodians.contains(row.identity.custodian);
  }

  void resolve(const store::Break& row) {
    store::BreakEvent event = row.last;
    event.day = day_;
    event.change = BreakChange::resolved;
    event.state = BreakState::resolved;
    event.view.ours = event.view.theirs;
    event.value_minor = 0;
    event.accepted.reset();
    event.actor = actor_;
    event.why = "no difference any more";
    work_.updates.push_back({false, row.identity, std::move(event)});
  }

  const Comparison& comparison_;
  Date day_;
  const finance::CalendarSet& primary_;
  std::string actor_;
  std::int64_t next_no_;
  std::map<BreakIdentity, store::Break> known_;
  std::set<BreakIdentity> seen_;
  Date first_seen_;
  BreakWork work_;
};

}  // namespace

BreakWork work_on_breaks(store::Database& book, const Comparison& comparison, Date business_date,
                         const finance::CalendarSet& primary, const std::string& actor) {
  return BreakWorker(book, comparison, business_date, primary, actor).run();
}

void write_breaks(store::WriteTransaction& write, Date business_date, const BreakWork& work) {
  for (const BreakUpdate& update : work.updates) {
    if (update.is_new) {
      const std::int64_t no = store::save_break(write, update.identity, business_date);
      WEALTHJOBS_CHECK(no == update.event.break_no);
    }
    store::save_break_event(write, update.event);
  }
}

std::string side_text(const BreakIdentity& identity, std::int64_t amount) {
  const auto currency = base::Currency::parse(identity.subject);
  if (identity.kind != BreakKind::qty && currency) return base::format_money(amount, *currency);
  return base::format_decimal_short(amount, base::quantity_scale);
}

std::string break_text(const OpenBreak& open) {
  const BreakIdentity& identity = open.identity;
  return "break " + std::to_string(open.no) + " (" + identity.subject + " of " +
         identity.portfolio_id + " at " + identity.custodian + ": ours " +
         side_text(identity, open.ours) + ", theirs " + side_text(identity, open.theirs) + ", " +
         base::counted("business day", open.age_bd) + " old)";
}

}  // namespace wealthjobs::jobs
