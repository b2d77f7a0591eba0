// The rows that take a book on, as the store keeps them, and their writing.
#pragma once

#include <vector>

#include "feeds/book_folder.h"
#include "jobs/intake.h"
#include "store/openings.h"
#include "store/portfolio_terms.h"

namespace wealthjobs::jobs {

std::vector<store::OpeningPositionRow> opening_position_rows(const feeds::BookFolder& folder,
                                                             const store::Master& master);
std::vector<store::OpeningCashRow> opening_cash_rows(const feeds::BookFolder& folder,
                                                     const store::Master& master);
std::vector<store::OpeningAccrualRow> opening_accrual_rows(const feeds::BookFolder& folder,
                                                           const store::Master& master);
std::vector<store::PortfolioTermsRow> portfolio_terms_rows(const feeds::BookFolder& folder,
                                                           const store::Master& master);

// After the master data. A row that the book has with other content becomes one of
// report.refusals.
void write_take_on(store::WriteTransaction& write, const feeds::BookFolder& folder,
                   IntakeReport& report);

}  // namespace wealthjobs::jobs
