#include "jobs/opening_tie.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/currency.h"
#include "base/decimal.h"
#include "base/rounding.h"
#include "store/custodian_statements.h"
#include "store/database.h"

namespace wealthjobs::jobs {
namespace {

using store::StatementKind;

struct Amounts {
  std::int64_t ours = 0;
  std::int64_t theirs = 0;
};

// What one kind of statement says of one day, beside what was taken on.
class Tie {
 public:
  Tie(StatementKind kind, base::Date day) : kind_(kind), day_(day) {}

  void add_theirs(store::Database& book) {
    for (const store::KnownCustodian& known : store::load_custodians(book, day_)) {
      store::for_each_statement_row(
          book, known.custodian, day_, kind_, [&](const store::StatementRow& row) {
            named_.emplace(row.portfolio_id);
            add(amounts_[{std::string(row.portfolio_id), std::string(row.subject)}].theirs,
                row.amount);
          });
    }
  }
  void add_ours(const finance::Opening& opening, const store::Master& master) {
    const std::string portfolio(master.portfolio_id(opening.portfolio));
    taken_on_.insert(portfolio);
    if (kind_ == StatementKind::positions) {
      for (const finance::OpeningLot& lot : opening.lots) {
        add(amounts_[{portfolio, std::string(master.instrument_id(lot.instrument))}].ours,
            lot.quantity_e6);
      }
    } else {
      for (const finance::OpeningCash& cash : opening.cash) {
        add(amounts_[{portfolio, cash.currency.code()}].ours, cash.amount_minor);
      }
    }
  }
  void tell(const store::Master& master, base::Date day,
            std::vector<store::Finding>& findings) const {
    for (const auto& [key, amounts] : amounts_) {
      const auto& [portfolio, subject] = key;
      if (amounts.ours == amounts.theirs || !named_.contains(portfolio) ||
          !taken_on_.contains(portfolio)) {
        continue;
      }
      findings.push_back({day, "settle_trades", "opening_difference", store::Severity::warn,
                          master.portfolio_no(portfolio).value_or(finance::the_firm),
                          instrument_of(master, subject),
                          portfolio + " " + subject + ": taken on at " + day_.iso() + " with " +
                              text_of(amounts.ours, subject) + ", the custodian has " +
                              text_of(amounts.theirs, subject)});
    }
  }

 private:
  static void add(std::int64_t& sum, std::int64_t amount) { sum = base::add_checked(sum, amount); }
  [[nodiscard]] finance::InstrumentNo instrument_of(const store::Master& master,
                                                    const std::string& subject) const {
    if (kind_ == StatementKind::cash) return finance::no_instrument;
    return master.instrument_no(subject).value_or(finance::no_instrument);
  }
  [[nodiscard]] std::string text_of(std::int64_t amount, const std::string& subject) const {
    return kind_ == StatementKind::positions
               ? base::format_decimal_short(amount, base::quantity_scale)
               : base::format_money(amount, base::Currency::of(subject));
  }

  StatementKind kind_;
  base::Date day_;
  std::map<std::pair<std::string, std::string>, Amounts> amounts_;
  std::set<std::string> named_;     // by statements
  std::set<std::string> taken_on_;  // at that date
};

}  // namespace

std::vector<store::Finding> opening_differences(
    store::Database& book, const store::Master& master,
    const std::map<finance::PortfolioNo, finance::Opening>& openings, base::Date day) {
  std::set<base::Date> dates;
  for (const auto& [portfolio, opening] : openings) dates.insert(opening.date);
  std::vector<store::Finding> findings;
  for (const base::Date date : dates) {
    for (const StatementKind kind : {StatementKind::positions, StatementKind::cash}) {
      Tie tie(kind, date);
      tie.add_theirs(book);
      for (const auto& [portfolio, opening] : openings) {
        if (opening.date == date) tie.add_ours(opening, master);
      }
      tie.tell(master, day, findings);
    }
  }
  return findings;
}

}  // namespace wealthjobs::jobs
