#include "jobs/daily_reports.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/currency.h"
#include "base/decimal.h"
#include "base/rounding.h"
#include "base/text.h"
#include "jobs/account_days.h"
#include "jobs/day_holds.h"
#include "jobs/settlements_section.h"
#include "store/database.h"
#include "store/file_register.h"
#include "store/findings.h"
#include "store/journal.h"
#include "store/valuations.h"

namespace wealthjobs::jobs {
namespace {

using base::Currency;
using render::Align;
using render::Document;
using render::Section;

// "1.25 %": half-even at two decimals; "" where there is nothing to compare with.
std::string percent(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return {};
  const std::int64_t scaled = base::divide_rounded(static_cast<base::int128>(part) * 10'000, whole,
                                                   base::Rounding::half_even);
  return base::format_decimal(scaled, 2) + " %";
}

Section findings_section(store::Database& book, const store::Master& master, base::Date day) {
  Section section{"findings", "Findings", {}, {}};
  section.table.columns = {{"severity", "Severity"},
                           {"job", "Job"},
                           {"kind", "Kind"},
                           {"portfolio_id", "Portfolio"},
                           {"instrument_id", "Instrument"},
                           {"text", "What"}};
  for (const store::Severity severity :
       {store::Severity::critical, store::Severity::warn, store::Severity::info}) {
    for (const store::Finding& finding : store::load_findings(book, day)) {
      if (finding.severity != severity) continue;
      section.table.rows.push_back(
          {std::string(finance::name_of(severity)), finding.job, finding.kind,
           std::string(master.portfolio_id(finding.portfolio)),
           std::string(master.instrument_id(finding.instrument)), finding.text});
    }
  }
  if (section.table.rows.empty()) section.paragraphs.emplace_back("Nothing is out of line.");
  return section;
}

Section holds_section(store::Database& book, const store::Master& master, base::Date day) {
  Section section{"holds", "Holds", {}, {}};
  section.table.columns = {{"portfolio_id", "Portfolio"},
                           {"reason", "Reason"},
                           {"detail", "Detail"},
                           {"state", "State"}};
  for (const store::Hold& hold : holds_of_day(book, master, day)) {
    section.table.rows.push_back({std::string(master.portfolio_id(hold.portfolio)), hold.reason,
                                  hold.detail, hold.released_by ? "released" : "held"});
  }
  if (section.table.rows.empty()) section.paragraphs.emplace_back("No portfolio is held.");
  return section;
}

Section quarantine_section(store::Database& book, const ReportFrame& frame) {
  Section section{"quarantine", "Quarantine", {}, {}};
  section.table.columns = {{"no", "No", Align::right},
                           {"severity", "Severity"},
                           {"source", "Where"},
                           {"row_key", "Row"},
                           {"reason", "Reason"}};
  for (const store::QuarantineRow& row :
       store::load_quarantine(book, {.as_known = frame.known_rev})) {
    section.table.rows.push_back({std::to_string(row.no),
                                  std::string(finance::name_of(row.severity)), row.source,
                                  row.row_key, row.reason});
  }
  if (section.table.rows.empty()) section.paragraphs.emplace_back("No row waits in quarantine.");
  return section;
}

Section files_section(store::Database& book, const ReportFrame& frame) {
  Section section{"files", "Files refused or late", {}, {}};
  section.table.columns = {{"path", "File"}, {"status", "Status"}, {"reason", "Reason"}};
  const auto files = frame.known_rev ? store::load_files_as_known(book, *frame.known_rev)
                                     : store::load_files(book);
  for (const store::RegisteredFile& file : files) {
    if (!file.is_refused && !file.is_late) continue;
    section.table.rows.push_back({file.path, file.is_refused ? "refused" : "late", file.reason});
  }
  if (section.table.rows.empty()) section.paragraphs.emplace_back("Every file came as expected.");
  return section;
}

Section totals_section(const std::vector<store::NavTotal>& totals) {
  Section section{"totals", "Totals by base currency", {}, {}};
  section.table.columns = {{"currency", "Currency"},
                           {"portfolios", "Portfolios", Align::right},
                           {"nav", "NAV", Align::right}};
  for (const store::NavTotal& total : totals) {
    section.table.rows.push_back({total.currency.code(), std::to_string(total.portfolios),
                                  base::format_money(total.nav_minor, total.currency)});
  }
  return section;
}

}  // namespace

Document framed_document(const std::string& title, const ReportFrame& frame) {
  Document document;
  document.title = title + " " + frame.day.iso();
  document.facts = {{"edition", frame.edition},
                    {"pack", frame.pack_id},
                    {"ledger", frame.ledger_hash.substr(0, 16)}};
  if (!frame.close_hash.empty()) document.facts.emplace_back("close", frame.close_hash);
  if (!frame.custodians.empty()) document.facts.emplace_back("custodians", frame.custodians);
  for (const std::string& text : frame.overrides) document.facts.emplace_back("override", text);
  return document;
}

Document exceptions_report(store::Database& book, const store::Master& master,
                           const ReportFrame& frame) {
  Document document = framed_document("Exceptions", frame);
  document.sections = {findings_section(book, master, frame.day),
                       holds_section(book, master, frame.day), quarantine_section(book, frame),
                       files_section(book, frame)};
  return document;
}

Document nav_report(store::Database& book, const store::Master& master, const ReportFrame& frame) {
  std::map<finance::PortfolioNo, store::PortfolioNav> before;
  if (const auto day = store::load_valued_day_before(book, frame.day)) {
    for (const store::PortfolioNav& nav : store::load_navs(book, *day)) {
      before[nav.portfolio] = nav;
    }
  }
  std::map<finance::PortfolioNo, store::PortfolioNav> navs;
  for (const store::PortfolioNav& nav : store::load_navs(book, frame.day)) {
    navs[nav.portfolio] = nav;
  }
  Section list{"nav_list", "NAV list", {}, {}};
  list.table.columns = {{"portfolio_id", "Portfolio"},
                        {"name", "Name"},
                        {"currency", "Ccy"},
                        {"nav", "NAV", Align::right},
                        {"cash", "Cash", Align::right},
                        {"securities", "Securities", Align::right},
                        {"accrued", "Accrued", Align::right},
                        {"external_flow", "Flow", Align::right},
                        {"gain", "Gain", Align::right},
                        {"gain_percent", "Gain %", Align::right},
                        {"status", "Status"}};
  for (const finance::PortfolioNo no : master.portfolios_by_id()) {
    const auto found = navs.find(no);
    if (found == navs.end()) continue;
    const store::PortfolioNav& nav = found->second;
    const store::PortfolioRow& portfolio = master.portfolio(no);
    const auto last = before.find(no);
    const std::int64_t opening = last == before.end() ? 0 : last->second.nav_minor;
    // opening nav + external flow + gain = closing nav
    const std::int64_t gain = nav.nav_minor - nav.external_flow_minor - opening;
    const auto money = [&](std::int64_t minor) { return base::format_money(minor, nav.currency); };
    list.table.rows.push_back({portfolio.id, portfolio.name, nav.currency.code(),
                               money(nav.nav_minor), money(nav.cash_minor),
                               money(nav.securities_minor), money(nav.accrued_minor),
                               money(nav.external_flow_minor), money(gain), percent(gain, opening),
                               nav.is_held ? "held" : "official"});
  }
  Document document = framed_document("Net asset values", frame);
  const std::int64_t missing = portfolios_without_nav(book, master, frame.day);
  if (missing > 0) {
    list.paragraphs.push_back(base::counted("portfolio", missing) + " without a nav: see holds.");
  }
  document.sections = {totals_section(store::load_nav_totals(book, frame.day)), std::move(list)};
  return document;
}

Document breaks_report(store::Database& book, const store::Master& master, const ReportFrame& frame,
                       const std::vector<Section>& sections) {
  Section custodian{"custodian", "Custodian reconciliation", {}, {}};
  custodian.paragraphs = {
      "Warning: no custodian file belongs to this book; nothing was reconciled."};
  Document document = framed_document("Breaks", frame);
  document.sections = sections;
  if (sections.empty()) document.sections.push_back(std::move(custodian));
  document.sections.push_back(open_settlements_section(book, master, frame));
  return document;
}

std::int64_t portfolios_without_nav(store::Database& book, const store::Master& master,
                                    base::Date day) {
  std::set<finance::PortfolioNo> valued;
  for (const store::PortfolioNav& nav : store::load_navs(book, day)) valued.insert(nav.portfolio);
  const AccountDays accounts(book, master, day);
  return std::ranges::count_if(master.portfolios(), [&](const store::PortfolioRow& portfolio) {
    return accounts.is_open(portfolio.no) && !valued.contains(portfolio.no);
  });
}

}  // namespace wealthjobs::jobs
