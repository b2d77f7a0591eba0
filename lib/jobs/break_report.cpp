#include "jobs/break_report.h"

#include <map>
#include <string>
#include <utility>

#include "base/currency.h"
#include "base/rounding.h"
#include "finance/ledger/break_age.h"
#include "jobs/custodian_breaks.h"
#include "store/database.h"

namespace wealthjobs::jobs {
namespace {

using render::Align;
using render::Section;

std::string value_text(const store::BreakEvent& event) {
  if (!event.value_minor || !event.currency.is_set()) return {};
  return base::format_money(*event.value_minor, event.currency);
}

Section custodian_section(const CustodianStatus& status) {
  Section section{"custodian", "Custodian reconciliation", {}, {}};
  if (status.custodians.empty()) {
    section.paragraphs = {
        "Warning: no custodian file belongs to this book; nothing was reconciled."};
    return section;
  }
  section.paragraphs = {"The book is " + custodian_status_text(status) + "."};
  section.table.columns = {{"custodian", "Custodian"}, {"through", "Reconciled through"}};
  for (const store::ReconciledThrough& row : status.custodians) {
    section.table.rows.push_back({row.custodian, row.day.iso()});
  }
  return section;
}

// Breaks that are open or explained, by bucket and currency.
Section ages_section(const std::vector<store::Break>& breaks, base::Date day,
                     const finance::CalendarSet& primary) {
  struct Sum {
    std::int64_t unexplained = 0;
    std::int64_t explained = 0;
    std::map<base::Currency, std::int64_t> value_minor;
  };
  std::map<std::string_view, Sum> sums;
  for (const store::Break& row : breaks) {
    Sum& sum = sums[finance::age_bucket(finance::break_age_bd(primary, row.first_seen, day))];
    ++(row.last.state == finance::BreakState::open ? sum.unexplained : sum.explained);
    if (!row.last.value_minor || !row.last.currency.is_set()) continue;
    std::int64_t& value = sum.value_minor[row.last.currency];
    value = base::add_checked(value, *row.last.value_minor);
  }
  Section section{"break_ages", "Breaks by age in business days", {}, {}};
  section.table.columns = {{"age_bd", "Age"},
                           {"unexplained", "Unexplained", Align::right},
                           {"explained", "Explained", Align::right},
                           {"value", "Value", Align::right}};
  for (const std::string_view bucket : finance::age_buckets) {
    const Sum& sum = sums[bucket];
    std::string value;
    for (const auto& [currency, minor] : sum.value_minor) {
      value +=
          (value.empty() ? "" : ", ") + base::format_money(minor, currency) + " " + currency.code();
    }
    section.table.rows.push_back({std::string(bucket), std::to_string(sum.unexplained),
                                  std::to_string(sum.explained), value});
  }
  return section;
}

}  // namespace

render::Table breaks_table(const std::vector<store::Break>& breaks, base::Date day,
                           const finance::CalendarSet& primary) {
  render::Table table;
  table.columns = {{"break_id", "No", Align::right},
                   {"status", "Status"},
                   {"class", "Class"},
                   {"age_bd", "Age", Align::right},
                   {"kind", "Kind"},
                   {"custodian", "Custodian"},
                   {"account", "Account"},
                   {"portfolio_id", "Portfolio"},
                   {"subject", "What"},
                   {"ours", "Ours", Align::right},
                   {"theirs", "Theirs", Align::right},
                   {"difference", "Difference", Align::right},
                   {"value", "Value", Align::right},
                   {"currency", "Ccy"},
                   {"first_seen", "First seen"},
                   {"owner", "Owner"},
                   {"until", "Until"}};
  for (const store::Break& row : breaks) {
    const store::BreakEvent& last = row.last;
    const auto side = [&](std::int64_t amount) { return side_text(row.identity, amount); };
    table.rows.push_back(
        {std::to_string(row.no), std::string(finance::name_of(last.state)),
         std::string(finance::name_of(last.view.value)),
         std::to_string(finance::break_age_bd(primary, row.first_seen, day)),
         std::string(finance::name_of(row.identity.kind)), row.identity.custodian,
         row.identity.account, row.identity.portfolio_id, row.identity.subject,
         side(last.view.ours), side(last.view.theirs),
         side(base::subtract_checked(last.view.theirs, last.view.ours)), value_text(last),
         last.currency.code(), row.first_seen.iso(), last.owner,
         last.accepted && last.accepted->until ? last.accepted->until->iso() : ""});
  }
  return table;
}

std::vector<Section> break_sections(store::Database& book, const CustodianStatus& status,
                                    base::Date day, const finance::CalendarSet& primary) {
  const auto breaks =
      store::load_breaks(book, {.with_written_off = false, .with_resolved = false, .as_of = day});
  Section list{"breaks", "Breaks", {}, breaks_table(breaks, day, primary)};
  if (breaks.empty()) list.paragraphs.emplace_back("Nothing differs.");
  return {custodian_section(status), ages_section(breaks, day, primary), std::move(list)};
}

}  // namespace wealthjobs::jobs
