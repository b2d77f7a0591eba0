#include "jobs/custodian_result.h"

#include "base/json_document.h"
#include "base/text.h"

namespace wealthjobs::jobs {

using base::Date;
using base::ExitStatus;

void add_findings(const store::Master& master, Date day, Reconciliation& done) {
  const auto note = [&](const char* kind, finance::PortfolioNo portfolio,
                        finance::InstrumentNo instrument, const std::string& text) {
    done.findings.push_back(
        {day, "reconcile_custodian", kind, store::Severity::warn, portfolio, instrument, text});
  };
  if (done.sources.empty()) {
    note("nothing_reconciled", finance::the_firm, finance::no_instrument,
         "no custodian file belongs to this book for " + day.iso() + "; nothing was reconciled");
  }
  for (const CustodianSource& source : done.sources) {
    if (!source.is_here()) {
      note("missing_statement", finance::the_firm, finance::no_instrument, source.missing());
    } else if (!source.kinds.positions || !source.kinds.cash) {
      note("never_delivered", finance::the_firm, finance::no_instrument,
           source.settings.name + " has never delivered " +
               (source.kinds.positions ? "cash" : "positions") + ": they are not compared");
    }
  }
  for (const auto& [portfolio, why] : done.comparison.waiting) {
    note("not_reconciled", portfolio, finance::no_instrument, why);
  }
  for (const OpenBreak& open : done.work.open) {
    note("custodian_break",
         master.portfolio_no(open.identity.portfolio_id).value_or(finance::the_firm),
         master.instrument_no(open.identity.subject).value_or(finance::no_instrument),
         break_text(open));
  }
  for (const ComparedLine& line : done.comparison.lines) {
    if (line.identity.kind != finance::BreakKind::mapping) continue;
    note("unknown_id", line.portfolio, finance::no_instrument,
         line.identity.subject == "*"
             ? "portfolio " + line.identity.portfolio_id + " is in no statement of a custodian"
             : line.identity.custodian + " " + line.identity.account + " holds " +
                   side_text(line.identity, line.theirs) + " " + line.identity.subject + " for " +
                   line.identity.portfolio_id + ", which the book does not know");
  }
}

std::string summary(const Reconciliation& done) {
  if (done.sources.empty()) return "no custodian file belongs to this book";
  std::string text;
  for (const CustodianSource& source : done.sources) {
    if (!text.empty()) text += ", ";
    text += (source.is_here() ? "" : "no statement of ") + source.settings.name + " " +
            source.statement_day.iso();
  }
  const auto breaks = static_cast<long long>(done.work.open.size());
  text += ": " + std::to_string(done.comparison.matched) + " matched, " +
          std::to_string(done.work.explained) + " explained, " +
          std::to_string(done.work.accepted) + " accepted, " + std::to_string(breaks) +
          " unexplained";
  if (!done.holds.empty()) {
    text += ", " + base::counted("hold", static_cast<long long>(done.holds.size()));
  }
  return text;
}

void fill_recon_run(Date day, const CustodianGate& gate,
                    const std::optional<std::string>& overridden, Reconciliation& done) {
  store::ReconRun& run = done.run;
  run.day = day;
  run.matched = done.comparison.matched;
  run.explained = done.work.explained;
  run.accepted = done.work.accepted;
  run.unexplained = static_cast<std::int64_t>(done.work.open.size());
  run.status = overridden                      ? store::ReconStatus::overridden
               : gate.status == ExitStatus::ok ? store::ReconStatus::passed
                                               : store::ReconStatus::blocked;
  run.why = overridden.value_or(gate.why);
  run.items = done.work.items;
  for (const CustodianSource& source : done.sources) {
    run.sources.push_back(
        {source.settings.name, source.statement_day, source.is_here(), source.digest});
  }
}

base::Json result_of(const Reconciliation& done, const std::optional<std::string>& overridden,
                     const std::optional<std::string>& override_why) {
  base::Json custodians = base::Json::array();
  for (const CustodianSource& source : done.sources) {
    custodians.push_back({{"custodian", source.settings.name},
                          {"statement_date", source.statement_day.iso()},
                          {"is_compared", source.is_here()}});
  }
  base::Json result = {{"custodians", custodians},
                       {"matched", done.comparison.matched},
                       {"explained", done.work.explained},
                       {"accepted", done.work.accepted},
                       {"unexplained", done.work.open.size()},
                       {"holds", done.holds.size()}};
  if (overridden) result["override"] = {{"gate", *overridden}, {"why", override_why.value_or("")}};
  return result;
}

}  // namespace wealthjobs::jobs
