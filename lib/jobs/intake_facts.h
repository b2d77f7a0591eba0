// The facts of a folder as the store takes them: text ids become the book's numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "feeds/book_folder.h"
#include "store/facts.h"
#include "store/master.h"

namespace wealthjobs::jobs {

class FactRows {
 public:
  // Both must outlive it; every id was checked against them before (intake_checks.h).
  FactRows(const feeds::BookFolder& folder, const store::Master& master)
      : folder_(folder), master_(master) {}

  [[nodiscard]] std::vector<store::FactRow<finance::Trade>> trades() const;
  [[nodiscard]] std::vector<store::FactRow<finance::FxTrade>> fx_trades() const;
  [[nodiscard]] std::vector<store::FactRow<finance::CashFlow>> cash_flows() const;
  [[nodiscard]] std::vector<store::FactRow<finance::CorporateAction>> actions() const;
  [[nodiscard]] std::vector<store::FactRow<finance::Confirmation>> confirmations() const;
  [[nodiscard]] std::vector<store::FactRow<finance::Transfer>> transfers() const;

  // Abort on an id that nobody knows.
  [[nodiscard]] finance::InstrumentNo instrument(std::string_view id) const;
  [[nodiscard]] finance::PortfolioNo portfolio(std::string_view id) const;
  // "book/trades.csv"
  [[nodiscard]] std::string short_file(std::string_view file) const;

 private:
  const feeds::BookFolder& folder_;
  const store::Master& master_;
};

}  // namespace wealthjobs::jobs
