// The rows of a book folder as the store takes them: text ids become the book's numbers, and what
// the store answers (added, duplicate, conflict, new version) goes into the report of their file.
#pragma once

#include "feeds/book_folder.h"
#include "jobs/intake.h"

namespace wealthjobs::store {
class WriteTransaction;
}

namespace wealthjobs::jobs {

// Everything but quarantine and register. Conflicts become report.refusals.
void write_rows(store::WriteTransaction& write, const feeds::BookFolder& folder,
                const IntakeOptions& options, IntakeReport& report);

}  // namespace wealthjobs::jobs
