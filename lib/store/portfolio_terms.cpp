#include "store/portfolio_terms.h"

#include <string_view>
#include <utility>

#include "base/check.h"
#include "store/database.h"
#include "store/openings.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using finance::DatedTerms;
using finance::PortfolioNo;

constexpr std::string_view terms_sql =
    "SELECT portfolio_no, from_day, benchmark_id, fee_schedule_id, interest_schedule_id, model_id, "
    "household, tax_residence, custodian, account, status FROM portfolio_terms ";

std::vector<PortfolioTermsRow> rows_of(Cursor at) {
  const auto text = [&](int column) -> std::optional<std::string> {
    if (at.is_null(column)) return std::nullopt;
    return at.string(column);
  };
  std::vector<PortfolioTermsRow> rows;
  while (at.next()) {
    rows.push_back(
        {at.number<PortfolioNo>(0),
         {at.date(1),
          {text(2), text(3), text(4), text(5), text(6), text(7), text(8), text(9), text(10)}}});
  }
  return rows;
}

}  // namespace

SaveCounts save_portfolio_terms(WriteTransaction& write, std::span<const PortfolioTermsRow> rows) {
  SaveCounts counts;
  Database& book = write.database();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const DatedTerms& dated = rows[i].dated;
    const auto known =
        rows_of(book.query(std::string(terms_sql) + "WHERE portfolio_no = ? AND from_day = ?",
                           rows[i].portfolio, dated.from_date));
    if (known.empty()) {
      const finance::PortfolioTerms& terms = dated.terms;
      book.run("INSERT INTO portfolio_terms VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               rows[i].portfolio, dated.from_date, terms.benchmark_id, terms.fee_schedule_id,
               terms.interest_schedule_id, terms.model_id, terms.household, terms.tax_residence,
               terms.custodian, terms.account, terms.status, write.revision());
      ++counts.added;
    } else if (known.front().dated == dated) {
      ++counts.duplicate;
    } else {
      counts.conflicts.push_back(i);
    }
  }
  return counts;
}

std::vector<PortfolioTermsRow> load_portfolio_terms(Database& book) {
  return rows_of(book.query(std::string(terms_sql) + "ORDER BY portfolio_no, from_day"));
}

finance::PortfolioBasics portfolio_basics(const PortfolioRow& row,
                                          std::optional<base::Date> opening_date) {
  finance::PortfolioBasics basics;
  if (!row.benchmark_id.empty()) basics.terms.benchmark_id = row.benchmark_id;
  basics.terms.fee_schedule_id = row.fee_schedule_id;
  basics.terms.interest_schedule_id = row.interest_schedule_id;
  basics.terms.model_id = row.model_id;
  basics.terms.status = row.status;
  basics.inception_date = row.inception_date;
  basics.open_date = row.open_date;
  basics.close_date = row.close_date;
  basics.opening_date = opening_date;
  return basics;
}

PortfolioTermsBook PortfolioTermsBook::load(Database& book, const Master& master) {
  PortfolioTermsBook terms;
  const auto openings = load_opening_days(book);
  for (const PortfolioRow& row : master.portfolios()) {
    const auto opening = openings.find(row.no);
    terms.basics_.push_back(portfolio_basics(
        row, opening == openings.end() ? std::nullopt : std::optional(opening->second)));
  }
  for (PortfolioTermsRow& row : load_portfolio_terms(book)) {
    terms.rows_[row.portfolio].push_back(std::move(row.dated));
  }
  return terms;
}

const finance::PortfolioBasics& PortfolioTermsBook::basics(PortfolioNo portfolio) const {
  const auto at = static_cast<std::size_t>(number_of(portfolio));
  WEALTHJOBS_CHECK(at > 0 && at <= basics_.size());
  return basics_[at - 1];
}

std::span<const DatedTerms> PortfolioTermsBook::rows(PortfolioNo portfolio) const {
  const auto at = rows_.find(portfolio);
  if (at == rows_.end()) return {};
  return at->second;
}

finance::PortfolioTerms PortfolioTermsBook::of(PortfolioNo portfolio, base::Date day) const {
  return finance::terms_on(basics(portfolio), rows(portfolio), day);
}

bool PortfolioTermsBook::is_open(PortfolioNo portfolio, base::Date day) const {
  return finance::is_account_open(basics(portfolio), rows(portfolio), day);
}

base::Date PortfolioTermsBook::first_day(PortfolioNo portfolio) const {
  return finance::first_day_of(basics(portfolio));
}

finance::PortfolioTerms terms_of(Database& book, const Master& master, PortfolioNo portfolio,
                                 base::Date day) {
  return PortfolioTermsBook::load(book, master).of(portfolio, day);
}

}  // namespace wealthjobs::store
