// Reads the text of one book file as an import would.
#pragma once

#include <string>
#include <string_view>

#include "feeds/book_folder.h"
#include "scratch.h"

namespace wealthjobs::feeds {

inline BookFolder parsed(const std::string& name, std::string_view text) {
  const ScratchFolder folder;
  BookFolder book;
  parse_book_file(folder.file("book/" + name, text), book);
  return book;
}

// "reason@column name" of the only bad row; what else happened where that is not so.
inline std::string only_fault(const BookFolder& book) {
  if (book.is_refused()) return "refused: " + book.refusals.front();
  if (book.quarantine.empty()) return "";
  const QuarantineRow& row = book.quarantine.front();
  return book.quarantine.size() == 1 ? row.reason + "@" + row.field
                                     : std::to_string(book.quarantine.size()) + " rows";
}

}  // namespace wealthjobs::feeds
