#include "jobs/intake_accounts.h"

#include <algorithm>

#include "store/database.h"
#include "store/openings.h"
#include "store/portfolio_terms.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

std::optional<std::string> given(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

AccountsKnown::Account account_of(const feeds::PortfolioRow& row) {
  AccountsKnown::Account account;
  account.base_currency = row.base_currency;
  account.basics.terms.status = std::string(feeds::name_of(row.status));
  account.basics.inception_date = row.inception_date;
  account.basics.open_date = row.open_date;
  account.basics.close_date = row.close_date;
  return account;
}

}  // namespace

finance::DatedTerms dated_terms(const feeds::PortfolioTermsRow& row) {
  return {row.from_date,
          {given(row.benchmark_id), given(row.fee_schedule_id), given(row.interest_schedule_id),
           given(row.model_id), given(row.household), given(row.tax_residence),
           given(row.custodian), given(row.account), given(row.status)}};
}

AccountsKnown::AccountsKnown(store::Database& book, const store::Master& master,
                             const feeds::BookFolder& folder) {
  for (const store::PortfolioRow& row : master.portfolios()) {
    accounts_.emplace(row.id, Account{row.base_currency, store::portfolio_basics(row, {}), {}, {}});
  }
  for (const feeds::PortfolioRow& row : folder.portfolios) {
    accounts_.try_emplace(std::string(row.portfolio_id), account_of(row));
  }
  for (const store::PortfolioTermsRow& row : store::load_portfolio_terms(book)) {
    accounts_.at(std::string(master.portfolio_id(row.portfolio))).terms.push_back(row.dated);
  }
  for (const auto& [portfolio, date] : store::load_opening_days(book)) {
    accounts_.at(std::string(master.portfolio_id(portfolio))).opening_dates.insert(date);
  }
  add_terms(folder);
  add_openings(folder);
}

void AccountsKnown::add_terms(const feeds::BookFolder& folder) {
  for (const feeds::PortfolioTermsRow& row : folder.portfolio_terms) {
    const auto account = accounts_.find(row.portfolio_id);
    if (account == accounts_.end()) continue;
    auto& terms = account->second.terms;
    // what the book has from that date stands; another content is a conflict when it is written
    if (std::ranges::find(terms, row.from_date, &finance::DatedTerms::from_date) != terms.end()) {
      continue;
    }
    terms.push_back(dated_terms(row));
  }
  for (auto& [id, account] : accounts_) {
    std::ranges::sort(account.terms, {}, &finance::DatedTerms::from_date);
  }
}

void AccountsKnown::add_openings(const feeds::BookFolder& folder) {
  const auto add = [&](const auto& rows) {
    for (const auto& row : rows) {
      const auto account = accounts_.find(row.portfolio_id);
      if (account == accounts_.end()) continue;
      account->second.opening_dates.insert(
          row.date.value_or(account->second.basics.inception_date));
    }
  };
  add(folder.opening_positions);
  add(folder.opening_cash);
  add(folder.opening_accruals);
}

const AccountsKnown::Account* AccountsKnown::find(std::string_view portfolio_id) const {
  const auto account = accounts_.find(portfolio_id);
  return account == accounts_.end() ? nullptr : &account->second;
}

Verdict AccountsKnown::on(std::string_view portfolio_id, Date date, std::string_view field,
                          Movement movement) const {
  const Account* const account = find(portfolio_id);
  if (account == nullptr) return std::nullopt;
  const std::string who(portfolio_id);
  if (account->basics.open_date && date < *account->basics.open_date) {
    return Fault{
        "before_open", field,
        date.iso() + " is before " + who + " was opened on " + account->basics.open_date->iso()};
  }
  if (!account->opening_dates.empty() && date <= *account->opening_dates.rbegin()) {
    return Fault{"before_opening", field,
                 "the opening balances of " + who + " on " +
                     account->opening_dates.rbegin()->iso() + " hold what happened on " +
                     date.iso() + " already"};
  }
  const auto terms = finance::terms_on(account->basics, account->terms, date);
  if (movement == Movement::leaves || terms.status != "closed") return std::nullopt;
  return Fault{"after_close", field, who + " is closed on " + date.iso(), feeds::Severity::warn};
}

}  // namespace wealthjobs::jobs
