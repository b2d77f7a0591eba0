#include "jobs/custodian_comparison.h"

#include <algorithm>
#include <utility>

#include "base/rounding.h"
#include "jobs/custodian_worth.h"
#include "store/database.h"
#include "store/settled_holdings.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using finance::BreakKind;
using finance::CustodyLine;
using finance::CustodySubject;
using finance::PortfolioNo;

struct OurSide {
  std::vector<CustodyLine> lines;
  std::map<std::pair<PortfolioNo, CustodySubject>, std::int64_t> pending;  // not zero
};

OurSide read_ours(store::Database& book, Date day,
                  const std::vector<finance::Account>& cash_accounts) {
  OurSide ours;
  for (const store::SettledHolding& row : store::load_settled_holdings(book, day)) {
    const CustodySubject subject{row.instrument, {}};
    if (row.settled_e6 != 0) ours.lines.push_back({row.portfolio, subject, row.settled_e6});
    const std::int64_t pending = base::subtract_checked(row.traded_e6, row.settled_e6);
    if (pending != 0) ours.pending.emplace(std::pair(row.portfolio, subject), pending);
  }
  for (const store::SettledCash& row : store::load_settled_cash(book, day, cash_accounts)) {
    ours.lines.push_back({row.portfolio, {finance::no_instrument, row.currency}, row.amount_minor});
  }
  return ours;
}

class Comparer {
 public:
  Comparer(store::Database& book, const std::vector<CustodianSource>& sources,
           const ComparisonInputs& inputs)
      : book_(book),
        sources_(sources),
        inputs_(inputs),
        worth_(*inputs.master, *inputs.pack),
        theirs_(read_theirs(book, *inputs.master, sources)) {}

  Comparison run() {
    result_.rows = theirs_.rows;
    for (const auto& [portfolio, home] : theirs_.homes) {
      if (home.waits.empty()) {
        const std::string id(inputs_.master->portfolio_id(portfolio));
        if (home.positions) result_.compared.emplace(id, BreakKind::qty);
        if (home.cash) result_.compared.emplace(id, BreakKind::cash);
      } else {
        result_.waiting.emplace(portfolio, home.waits);
      }
    }
    std::set<Date> days;
    for (const CustodianSource& source : sources_) {
      if (!source.is_here()) continue;
      days.insert(source.statement_day);
      result_.custodians.insert(source.settings.name);
    }
    for (const Date day : days) compare_day(day, day == *days.rbegin());
    add_unknown();
    std::ranges::sort(result_.lines, {}, &ComparedLine::identity);
    return std::move(result_);
  }

 private:
  [[nodiscard]] const PortfolioHome* home_of(PortfolioNo portfolio) const {
    const auto home = theirs_.homes.find(portfolio);
    return home == theirs_.homes.end() ? nullptr : &home->second;
  }

  void compare_day(Date day, bool is_newest) {
    const OurSide ours = read_ours(book_, day, inputs_.cash_accounts);
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (sources_[i].is_here() && sources_[i].statement_day == day) compare_source(i, ours);
    }
    if (is_newest) add_unmapped(ours);
  }

  [[nodiscard]] std::vector<CustodyLine> lines_at(std::size_t source,
                                                  const std::vector<CustodyLine>& all) const {
    std::vector<CustodyLine> lines;
    for (const CustodyLine& line : all) {
      const PortfolioHome* const home = home_of(line.portfolio);
      if (home == nullptr || !home->waits.empty()) continue;
      const auto& place = home->place_of(line.subject);
      if (place && place->source == source) lines.push_back(line);
    }
    return lines;
  }

  void compare_source(std::size_t index, const OurSide& ours) {
    const pipeline::Custodian& settings = sources_[index].settings;
    const finance::CustodyMatch match =
        finance::match_custody(lines_at(index, ours.lines), lines_at(index, theirs_.lines),
                               {settings.qty_tol_e6, settings.cash_tol_minor});
    result_.matched += match.matched;
    std::set<std::pair<PortfolioNo, CustodySubject>> differing;
    for (const finance::CustodyDifference& difference : match.differences) {
      differing.emplace(difference.portfolio, difference.subject);
      add_difference(index, difference, ours);
    }
    for (const CustodyLine& line : lines_at(index, ours.lines)) {
      const auto pending = ours.pending.find({line.portfolio, line.subject});
      if (pending == ours.pending.end() || differing.contains(pending->first)) continue;
      ComparedLine matched = line_of(index, line.portfolio, line.subject);
      matched.is_matched = true;
      matched.ours = matched.theirs = line.amount;
      matched.pending = pending->second;
      result_.lines.push_back(std::move(matched));
    }
  }

  [[nodiscard]] ComparedLine line_of(std::size_t source, PortfolioNo portfolio,
                                     const CustodySubject& subject) const {
    const store::PortfolioRow& row = inputs_.master->portfolio(portfolio);
    ComparedLine line;
    line.portfolio = portfolio;
    line.currency = row.base_currency;
    line.identity = {
        subject.is_cash() ? BreakKind::cash : BreakKind::qty, sources_[source].settings.name,
        home_of(portfolio)->place_of(subject)->account, row.id,
        subject.is_cash() ? subject.currency.code()
                          : std::string(inputs_.master->instrument_id(subject.instrument))};
    return line;
  }

  void add_difference(std::size_t index, const finance::CustodyDifference& difference,
                      const OurSide& ours) {
    const CustodianSource& source = sources_[index];
    ComparedLine line = line_of(index, difference.portfolio, difference.subject);
    line.ours = difference.ours;
    line.theirs = difference.theirs;
    const auto pending = ours.pending.find({difference.portfolio, difference.subject});
    if (pending != ours.pending.end()) line.pending = pending->second;
    line.value_minor = worth_.of(difference.subject, difference.difference(), line.currency);
    if (movements_of_ != difference.portfolio) {
      movements_ =
          custodian_movements(book_, *inputs_.master, difference.portfolio,
                              {source.statement_day, inputs_.business_date}, inputs_.cash_accounts);
      movements_of_ = difference.portfolio;
    }
    line.found = finance::classify_difference(
        {difference.difference(), difference.subject.is_cash(), source.statement_day,
         movements_[difference.subject]},
        {inputs_.explain_bd, source.settings.cash_tol_minor}, *inputs_.primary);
    result_.lines.push_back(std::move(line));
  }

  // What the book holds for a portfolio that no statement has ever named: one line each.
  void add_unmapped(const OurSide& ours) {
    std::set<PortfolioNo> seen;
    for (const CustodyLine& line : ours.lines) {
      if (home_of(line.portfolio) != nullptr || !seen.insert(line.portfolio).second) continue;
      ComparedLine unmapped;
      unmapped.portfolio = line.portfolio;
      unmapped.identity = {BreakKind::mapping, "", "",
                           std::string(inputs_.master->portfolio_id(line.portfolio)), "*"};
      unmapped.found.value = finance::BreakClass::static_mapping;
      result_.lines.push_back(std::move(unmapped));
    }
  }

  void add_unknown() {
    for (const UnknownRow& row : theirs_.unknown) {
      ComparedLine line;
      line.identity = row.identity;
      line.portfolio =
          inputs_.master->portfolio_no(row.identity.portfolio_id).value_or(finance::the_firm);
      line.theirs = row.amount;
      line.found.value = finance::BreakClass::static_mapping;
      result_.lines.push_back(std::move(line));
    }
  }

  store::Database& book_;
  const std::vector<CustodianSource>& sources_;
  const ComparisonInputs& inputs_;
  CustodyWorth worth_;
  Theirs theirs_;
  Comparison result_;
  PortfolioNo movements_of_{-1};
  MovementsBySubject movements_;
};

}  // namespace

Comparison compare_with_custodians(store::Database& book,
                                   const std::vector<CustodianSource>& sources,
                                   const ComparisonInputs& inputs) {
  return Comparer(book, sources, inputs).run();
}

}  // namespace wealthjobs::jobs
