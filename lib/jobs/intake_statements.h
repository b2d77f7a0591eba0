// Statements of custodians in a folder: what is checked before the book sees them, and how they
// reach it. They are taken whole: what is left of a file with a fault could not be told from a
// difference.
//
//   Repeated row   the same line twice: the file is refused; a position counted twice and a line
//                  sent twice read alike
//   Trailer        a row with account * and portfolio_id *, optional. custodian_positions.csv:
//                  instrument_id *, quantity = sum of all quantities of that custodian and date.
//                  custodian_cash.csv: one a currency, amount = its sum. Another sum: refused, the
//                  file was cut short or changed on its way. Trailers are not stored
//   Bad row        joins the quarantine (exit 0); reconcile_custodian gates while its statement
//                  lacks it
//   Again          the same content changes nothing; other content of an account, day and kind is
//                  the next version of that statement
#pragma once

#include <string>
#include <string_view>

#include "feeds/book_folder.h"
#include "jobs/intake.h"

namespace wealthjobs::store {
class WriteTransaction;
}

namespace wealthjobs::jobs {

// Adds refusals; takes the trailers out of the rows.
void check_statements(feeds::BookFolder& folder);

void write_statements(store::WriteTransaction& write, const feeds::BookFolder& folder,
                      IntakeReport& report);

// "2026-04-08|BNY|ACC1|P1|BHP": the key that the quarantine knows a row by.
template <class Row>
std::string statement_key(const Row& row, std::string_view subject) {
  return row.statement_date.iso() + "|" + std::string(row.custodian) + "|" +
         std::string(row.account) + "|" + std::string(row.portfolio_id) + "|" +
         std::string(subject);
}

}  // namespace wealthjobs::jobs
