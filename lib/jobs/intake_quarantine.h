// The quarantine of an import: what is new to it, and what a corrected row has put right.
//
//   Same row   same file name, row key, reason and portfolio, whatever line it stands on today
//   Fixed      an open row whose key came again in a file of the same name and was accepted; a row
//              without a known portfolio only from the same folder, since books number trades alike
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "feeds/book_folder.h"
#include "feeds/quarantine.h"
#include "store/findings.h"
#include "store/master.h"

namespace wealthjobs::store {
class WriteTransaction;
}

namespace wealthjobs::jobs {

// "real_usd/trades.csv" of "real_usd/trades.csv:3:17"
std::string file_of_source(const std::string& source);

// As the book keeps it; field and detail go into the payload beside the cells.
store::QuarantineRow stored_row(const feeds::QuarantineRow& row, const store::Master& master,
                                const std::string& job);

// Those that the quarantine does not hold yet, in any state.
std::vector<store::QuarantineRow> rows_not_known(std::span<const store::QuarantineRow> known,
                                                 std::vector<store::QuarantineRow> rows);

// Numbers of open rows whose corrected row stands in the folder.
std::vector<std::int64_t> rows_put_right(std::span<const store::QuarantineRow> known,
                                         const store::Master& master,
                                         const feeds::BookFolder& folder);

void mark_fixed(store::WriteTransaction& write, std::span<const std::int64_t> numbers,
                const std::string& actor, const std::string& why);

}  // namespace wealthjobs::jobs
