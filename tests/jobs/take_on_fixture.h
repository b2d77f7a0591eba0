// A book that is taken on mid-life, as files: P1 holds 100 BHP of 2015 (cost 4,000.00) and 50 of
// 2019 (cost 2,500.00), 1,500.00 AUD, owes a fee of 12.34 and has earned 1.10, at 2026-04-01.
#pragma once

#include <string>
#include <string_view>

#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {

inline constexpr const char* openings_header =
    "portfolio_id,date,instrument_id,lot_id,acquired_date,quantity,cost\n";
inline constexpr const char* transfers_header =
    "action,transfer_id,portfolio_id,instrument_id,direction,date,quantity,acquired_date,cost\n";

class TakeOnBook : public IntakeBook {
 public:
  TakeOnBook() {
    file("book/instruments.csv",
         std::string(instruments_header) + "BHP,BHP Group,equity,AUD,XASX\n");
    file("book/portfolios.csv", std::string(portfolios_header) + "P1,First,C1,AUD,2015-01-02,\n");
    file("book/opening_positions.csv", std::string(openings_header) +
                                           "P1,2026-04-01,BHP,L1,2015-03-02,100,4000\n"
                                           "P1,2026-04-01,BHP,L2,2019-07-01,50,2500.00\n");
    file("book/opening_cash.csv", "portfolio_id,date,currency,amount\nP1,2026-04-01,AUD,1500\n");
    file("book/opening_accruals.csv",
         "portfolio_id,date,management_fee,interest\nP1,2026-04-01,12.34,1.10\n");
    file("book/prices.csv", std::string(prices_header) +
                                "BHP,2026-04-01,42,AUD\nBHP,2026-04-02,42.50,AUD\n"
                                "BHP,2026-04-07,42.80,AUD\nBHP,2026-04-08,43.10,AUD\n");
  }
  // Rows of a file of their own folder, imported at once.
  IntakeReport later(const std::string& name, const std::string& text, bool allow_amend = false) {
    const std::string later_folder = "later" + std::to_string(++folders_);
    file(later_folder + "/" + name, text);
    return take_in(later_folder, allow_amend);
  }
  std::int64_t flow(const char* date) { return nav(date).external_flow_minor; }

 private:
  int folders_ = 0;
};

// "reason@field" of each quarantined row of a report's folder, as import tells them.
inline std::string reasons(const IntakeReport& report) {
  std::string text;
  for (const std::string& row : report.set_aside) text += row + "\n";
  return text;
}

}  // namespace wealthjobs::jobs::testing
