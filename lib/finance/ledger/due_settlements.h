// Settlement entries: cash and stock of what is due, together or not at all, and what fails.
//
//   purchase  trade|T|set|n   2000 slice, 1000 -cash, SD +quantity
//   sale      trade|T|set|n   1000 cash, 1200 -slice, SD -quantity
//   FX deal   fx|F|set        2000 sold, 1000 -sold; 1000 bought, 1200 -bought
//
//   slice  = cumulative share of the consideration (allocation.h); n counts the slices from 1
//   cash   = slice, or what the custodian says within cash_tol_minor; the difference goes to 1900
//   fails  when a due day ends with something open: fail_count + 1, expected the next business day
//   buy-in when a trade is buyin_after_bd business days late
//
//   Source   domain job 1 (3), I.4
//   Example  6,354.24 for 150: 100 confirmed 4,236.16, the other 50 2,118.08
//   Failure  confirmations: unknown_confirmation, bad_fact, currency_mismatch, cash_mismatch
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "finance/ledger/fact.h"
#include "finance/ledger/portfolio_book.h"

namespace wealthjobs::finance {

// What is due on one day, and what of it settled, was refused or came in part.
class DueSettlements {
 public:
  DueSettlements(PortfolioBook& book, base::Date day) : book_(book), day_(day) {}

  // Takes what has become due since the last call: trade-date entries may add to it.
  void collect();
  void settle_fx_deals();
  // contractual: sales, purchases, then sales again whose stock came with a purchase.
  void settle_by_contract();
  // custodian: confirmations of the day by (trade, id), sales first.
  void settle_by_confirmation(std::span<const Confirmation* const> confirmations);
  // Whatever is due and still open has failed.
  void close_day();

 private:
  void settle_kind(SettlementKind kind);
  void settle_in_full(std::size_t at);
  void settle_slice(std::size_t at, std::int64_t quantity_e6, std::int64_t cash_minor);
  void confirm(const Confirmation& confirmation, std::size_t at);
  void fail(std::size_t at);
  [[nodiscard]] std::string reason_of_fail(const Settlement& item) const;

  PortfolioBook& book_;
  base::Date day_;
  std::vector<std::size_t> due_;
  std::vector<std::size_t> partly_delivered_;
};

}  // namespace wealthjobs::finance
