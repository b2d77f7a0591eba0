#include "jobs/interest_result.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/json_document.h"
#include "base/rounding.h"
#include "base/text.h"
#include "finance/valuation/posted_effect.h"
#include "store/database.h"
#include "store/packs.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Currency;
using base::Date;
using finance::Account;

void add_to(std::int64_t& sum, std::int64_t amount) { sum = base::add_checked(sum, amount); }

// Net of the lines on the accounts that nav reads, by currency.
std::vector<store::InterestPosted> posted_of(const InterestWork& work) {
  std::map<Currency, store::InterestPosted> rows;
  for (const finance::Posting& posting : work.wanted) {
    for (const finance::PostingLine& line : posting.lines) {
      store::InterestPosted& row = rows[line.currency];
      row.portfolio = work.portfolio;
      row.currency = line.currency;
      if (line.account == Account::receivable_interest) {
        add_to(row.receivable_minor, line.amount_minor);
      } else if (line.account == Account::cash || line.account == Account::cash_cma) {
        add_to(row.cash_minor, line.amount_minor);
      }
    }
  }
  std::vector<store::InterestPosted> posted;
  for (const auto& [currency, row] : rows) posted.push_back(row);
  return posted;
}

// Balances as they will be when the corrections are written.
std::vector<store::HeldBalance> balances_after(store::Database& book, const InterestWork& work) {
  std::map<std::pair<Account, Currency>, std::int64_t> balances;
  for (const store::BalanceRow& row : store::load_current_balances(book, work.portfolio)) {
    balances[{row.account, row.currency}] = row.amount_minor;
  }
  const auto add = [&](const finance::Posting& posting) {
    for (const finance::PostingLine& line : posting.lines) {
      add_to(balances[{line.account, line.currency}], line.amount_minor);
    }
  };
  for (const finance::Reversal& reversal : work.corrections.reversals) add(reversal.posting);
  for (const finance::Replacement& at : work.corrections.replacements) add(at.posting);
  std::vector<store::HeldBalance> held;
  for (const auto& [key, amount] : balances) held.push_back({key.first, key.second, amount});
  return held;
}

finance::FxRates rates_of_day(store::Database& book, Date day) {
  const auto pack = store::load_current_pack(book, day);
  if (!pack) return {};
  auto rates = finance::FxRates::build(pack->rates);
  if (rates) return std::move(*rates);
  throw base::Error(base::ErrorKind::internal,
                    "pack " + pack->header.id + " holds quotes that do not fit together",
                    "wealthjobs doctor");
}

InterestEffect effect_of(store::Database& book, const store::PortfolioRow& portfolio, Date day,
                         const InterestWork& work, const finance::FxRates& rates,
                         InterestResult& result) {
  InterestEffect effect{work.portfolio, posted_of(work), std::nullopt};
  const auto known = store::load_nav(book, day, work.portfolio);
  store::PortfolioNav nav = known.value_or(store::PortfolioNav{});
  nav.day = day;
  nav.portfolio = work.portfolio;
  nav.currency = portfolio.base_currency;
  auto revalued = revalued_cash(nav, store::load_cash_values(book, day, work.portfolio),
                                balances_after(book, work), rates);
  if (!revalued) {
    result.missing_rate = revalued.error().code() + "/" + portfolio.base_currency.code();
    return effect;
  }
  for (store::InterestPosted& row : effect.posted) {
    const finance::NavBalance parts[] = {
        {finance::code_of(Account::receivable_interest), row.currency, row.receivable_minor},
        {finance::code_of(Account::cash), row.currency, row.cash_minor}};
    const auto change =
        finance::posted_effect_minor(portfolio.base_currency, revalued->lines, parts, rates);
    row.base_minor = change.value_or(0);  // the currency has a rate: nav was assembled with it
  }
  if (known) effect.revaluation = std::move(*revalued);
  return effect;
}

std::string amounts_text(const std::map<Currency, std::int64_t>& amounts, std::string_view what) {
  std::string text;
  for (const auto& [currency, amount] : amounts) {
    if (amount == 0) continue;
    text +=
        (text.empty() ? "" : ", ") + base::format_money(amount, currency) + " " + currency.code();
  }
  return text.empty() ? text : text + " " + std::string(what);
}

}  // namespace

void add_work(InterestResult& result, InterestWork work) {
  result.postings += static_cast<std::int64_t>(work.corrections.replacements.size());
  result.reversals += static_cast<std::int64_t>(work.corrections.reversals.size());
  result.days += work.days_accrued;
  if (work.days_accrued > 0) ++result.portfolios;
  if (work.hold) ++result.held;
  if (!work.corrections.reversals.empty()) {
    result.undone = work.corrections.reversals.front().posting.cause_key;
  }
  for (const finance::Posting& posting : work.wanted) {
    if (work.credits.contains(posting.cause_key)) continue;
    for (const finance::PostingLine& line : posting.lines) {
      if (line.account != Account::receivable_interest) continue;
      add_to(result.accrued_minor[line.currency], line.amount_minor);
    }
  }
  for (const auto& [key, credit] : work.credits) {
    add_to(result.credited_minor[credit.currency], credit.amount_minor);
  }
  result.works.push_back(std::move(work));
}

void value_effects(store::Database& book, const store::Master& master, Date day,
                   InterestResult& result) {
  const finance::FxRates rates = rates_of_day(book, day);
  for (const InterestWork& work : result.works) {
    if (work.wanted.empty() && work.corrections.empty()) continue;
    result.effects.push_back(
        effect_of(book, master.portfolio(work.portfolio), day, work, rates, result));
  }
}

std::string summary(const InterestResult& result) {
  std::string text = "interest of " + base::counted("portfolio", result.portfolios);
  const char* between = ": ";
  for (const std::string& part : {amounts_text(result.accrued_minor, "accrued"),
                                  amounts_text(result.credited_minor, "credited")}) {
    if (part.empty()) continue;
    text += between + part;
    between = ", ";
  }
  if (result.reversals > 0) text += ", " + base::counted("reversal", result.reversals);
  if (result.held > 0) text += ", " + base::counted("hold", result.held);
  return text;
}

std::string result_json_of(const InterestResult& result) {
  base::Json accrued = base::Json::object();
  base::Json credited = base::Json::object();
  for (const auto& [currency, amount] : result.accrued_minor) accrued[currency.code()] = amount;
  for (const auto& [currency, amount] : result.credited_minor) credited[currency.code()] = amount;
  return base::json_line({{"portfolios_accrued", result.portfolios},
                          {"portfolios_held", result.held},
                          {"days_accrued", result.days},
                          {"entries_posted", result.postings},
                          {"entries_reversed", result.reversals},
                          {"interest_minor", accrued},
                          {"credited_minor", credited}});
}

void write_interest(JobWrite& write, const store::Master& master, const InterestResult& result,
                    const store::JournalOptions& options) {
  write.revision();
  store::WriteTransaction& transaction = write.transaction();
  store::JournalWriter journal(transaction, master, options);
  for (const InterestWork& work : result.works) {
    if (work.start) store::save_interest_start(transaction, work.portfolio, *work.start);
    store::save_interest_days(transaction, work.days);
    for (const finance::Reversal& reversal : work.corrections.reversals) journal.post(reversal);
    for (const finance::Replacement& replacement : work.corrections.replacements) {
      const std::int64_t entry_id = journal.post(replacement);
      const auto credit = work.credits.find(replacement.posting.cause_key);
      if (credit == work.credits.end()) continue;
      store::InterestCreditRow row = credit->second;
      row.entry_id = entry_id;
      store::save_interest_credit(transaction, row);
    }
  }
  journal.flush();
  for (const InterestEffect& effect : result.effects) {
    store::save_interest_posted(transaction, options.business_date, effect.portfolio,
                                effect.posted);
    if (effect.revaluation) {
      store::save_revaluation(transaction, effect.revaluation->nav, effect.revaluation->cash);
    }
  }
  write_interest_findings(write, result, options.business_date);
}

void write_interest_findings(JobWrite& write, const InterestResult& result, Date day) {
  write.revision();
  std::vector<store::Finding> findings;
  std::vector<store::Hold> holds;
  for (const InterestWork& work : result.works) {
    findings.insert(findings.end(), work.findings.begin(), work.findings.end());
    if (work.hold) holds.push_back(*work.hold);
  }
  store::save_findings(write.transaction(), day, "accrue_interest", findings);
  for (const std::string_view reason : {"no_interest_rate", "interest_gap"}) {
    std::vector<finance::PortfolioNo> held;
    for (const store::Hold& hold : holds) {
      if (hold.reason == reason) held.push_back(hold.portfolio);
    }
    store::clear_holds(write.transaction(), day, reason, held);
  }
  store::save_holds(write.transaction(), holds);
}

}  // namespace wealthjobs::jobs
