#include "jobs/custodian_theirs.h"

#include <algorithm>

#include "base/currency.h"
#include "base/rounding.h"
#include "store/custodian_statements.h"
#include "store/database.h"

namespace wealthjobs::jobs {
namespace {

using finance::BreakIdentity;
using finance::BreakKind;

void read_homes(store::Database& book, const store::Master& master,
                const std::vector<CustodianSource>& sources, Theirs& theirs) {
  // by (custodian, account): the first one that names a portfolio is its home
  for (const store::CustodianAccount& row : store::load_custodian_accounts(book)) {
    const auto source = std::ranges::find(
        sources, row.custodian,
        [](const CustodianSource& s) -> const std::string& { return s.settings.name; });
    if (source == sources.end()) continue;
    if (row.first_day > source->newest_day || row.last_day < source->newest_day) continue;
    const auto portfolio = master.portfolio_no(row.portfolio_id);
    if (!portfolio) continue;
    const auto index = static_cast<std::size_t>(source - sources.begin());
    PortfolioHome& home = theirs.homes[*portfolio];
    const AccountPlace place{index, row.account};
    if (!home.positions && source->kinds.positions) home.positions = place;
    if (!home.cash && source->kinds.cash) home.cash = place;
    if (home.waits.empty()) home.waits = source->missing();
    if (home.statement_day && *home.statement_day != source->statement_day) {
      home.waits = "its custodians' statements are of different days";
    }
    home.statement_day = source->statement_day;
  }
}

class RowReader {
 public:
  RowReader(const store::Master& master, const CustodianSource& source, Theirs& theirs)
      : master_(master), source_(source), theirs_(theirs) {}

  void take_position(const store::StatementRow& row) {
    const auto instrument = master_.instrument_no(row.subject);
    take(row, instrument.has_value(), {instrument.value_or(finance::no_instrument), {}});
  }
  void take_cash(const store::StatementRow& row) {
    take(row, true, {finance::no_instrument, base::Currency::of(row.subject)});
  }
  void finish() {
    for (const auto& [identity, amount] : unknown_) theirs_.unknown.push_back({identity, amount});
  }

 private:
  void take(const store::StatementRow& row, bool is_subject_known,
            const finance::CustodySubject& subject) {
    ++theirs_.rows;
    const auto portfolio = master_.portfolio_no(row.portfolio_id);
    if (portfolio && is_subject_known) {
      theirs_.lines.push_back({*portfolio, subject, row.amount});
      return;
    }
    std::int64_t& sum =
        unknown_[{BreakKind::mapping, source_.settings.name, std::string(row.account),
                  std::string(row.portfolio_id), std::string(row.subject)}];
    sum = base::add_checked(sum, row.amount);
  }

  const store::Master& master_;
  const CustodianSource& source_;
  Theirs& theirs_;
  std::map<BreakIdentity, std::int64_t> unknown_;
};

}  // namespace

Theirs read_theirs(store::Database& book, const store::Master& master,
                   const std::vector<CustodianSource>& sources) {
  Theirs theirs;
  read_homes(book, master, sources, theirs);
  for (const CustodianSource& source : sources) {
    if (!source.is_here()) continue;
    RowReader reader(master, source, theirs);
    store::for_each_statement_row(book, source.settings.name, source.statement_day,
                                  store::StatementKind::positions,
                                  [&](const auto& row) { reader.take_position(row); });
    store::for_each_statement_row(book, source.settings.name, source.statement_day,
                                  store::StatementKind::cash,
                                  [&](const auto& row) { reader.take_cash(row); });
    reader.finish();
  }
  return theirs;
}

}  // namespace wealthjobs::jobs
