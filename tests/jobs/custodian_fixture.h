// The mini book with a custodian: P1 holds what the story settles, statements come in one line
// each, and every job of the evening runs but the reports.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "finance/calendar/built_in_calendar.h"
#include "intake_fixture.h"
#include "jobs/custodian_sources.h"
#include "scratch_book.h"
#include "store/breaks.h"
#include "store/custodian_statements.h"
#include "store/recon_runs.h"

namespace wealthjobs::jobs::testing {

struct Told {  // of one account on one day
  std::vector<store::StatementLine> positions = {};
  std::vector<store::StatementLine> cash = {};
  const char* account = "A1";
  const char* custodian = "BNY";
};

class CustodianBook : public IntakeBook {
 public:
  // 20,000.00 AUD on 04-01, 150 BHP bought on 04-02 for 6,354.24, settling on 04-08.
  CustodianBook() {
    make_mini_book(*this);
    price("BHP", "2026-04-09", "43.20");
    price("BHP", "2026-04-10", "43.20");
    price("BHP", "2026-04-13", "43.20");
    price("BHP", "2026-04-14", "43.20");
    price("BHP", "2026-04-15", "43.20");
    add(Flow{"C1", "2026-04-01", "20000.00"});
    add(Buy{.id = "T1",
            .date = "2026-04-02",
            .quantity = "150",
            .price = "42.3150",
            .commission = "6.35",
            .tax = "0.64"});
  }

  void tell(const char* date, const Told& told) {
    write([&](store::WriteTransaction& w) {
      store::CustodianStatement statement{told.custodian, told.account,
                                          day(date),      store::StatementKind::positions,
                                          "told",         told.positions};
      if (!told.positions.empty()) store::save_statement(w, statement);
      statement.kind = store::StatementKind::cash;
      statement.lines = told.cash;
      if (!told.cash.empty()) store::save_statement(w, statement);
    });
  }
  // P1 at A1 of BNY.
  void tell(const char* date, const char* shares, const char* money) {
    tell(date, {.positions = {{"P1", "BHP", e6(shares)}}, .cash = {{"P1", "AUD", cents(money)}}});
  }
  pipeline::Custodian& custodian(const char* name = "BNY") {
    pipeline::Custodian made;
    made.name = name;
    config.custodians.push_back(made);
    return config.custodians.back();
  }

  void close_through(const char* last) {
    for (const char* date : {"2026-04-01", "2026-04-02", "2026-04-07", "2026-04-08", "2026-04-09",
                             "2026-04-10", "2026-04-13", "2026-04-14"}) {
      if (day(date) <= day(last)) cob(date);
    }
  }
  Execution reconcile(const char* date, const Ask& ask = {}) {
    return run(reconcile_custodian(), date, ask);
  }
  // The day is worked, reconciled and closed.
  Execution evening(const char* date, const Ask& ask = {}) {
    work(date);
    const Execution done = reconcile(date, ask);
    if (done.status == ExitStatus::ok) run("close_ledger", date);
    return done;
  }
  store::ReconRun recon(const char* date) {
    return store::load_last_recon_run(book, "custodian", day(date)).value();
  }
  // "qty BHP 150000000 100000000 open", one a break that is not resolved
  std::vector<std::string> breaks() {
    std::vector<std::string> texts;
    for (const store::Break& row :
         store::load_breaks(book, {.with_resolved = false, .as_of = {}})) {
      texts.push_back(std::string(name_of(row.identity.kind)) + " " + row.identity.subject + " " +
                      std::to_string(row.last.view.ours) + " " +
                      std::to_string(row.last.view.theirs) + " " +
                      std::string(name_of(row.last.state)));
    }
    return texts;
  }
  // What `breaks explain` and `breaks resolve` write.
  void accept(std::int64_t no, std::optional<base::Date> until) {
    store::BreakEvent event = store::load_break(book, no).value().last;
    event.change = until ? finance::BreakChange::explained : finance::BreakChange::written_off;
    event.state = until ? finance::BreakState::explained : finance::BreakState::written_off;
    event.accepted = finance::Acceptance{event.view.theirs - event.view.ours, until};
    event.owner = "ops";
    write([&](store::WriteTransaction& w) { store::save_break_event(w, event); });
  }
  std::vector<CustodianSource> sources(const char* date) {
    const JobRequest request = start(reconcile_custodian(), date);
    return custodian_sources(book, request, master, *finance::built_in_calendar("XASX"));
  }
};

}  // namespace wealthjobs::jobs::testing
