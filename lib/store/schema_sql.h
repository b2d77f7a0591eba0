// The migrations of the book, compiled in: schema/NNN_name.sql in order; user_version counts them.
#pragma once

#include <span>
#include <string_view>

namespace wealthjobs::store {

struct SchemaFile {
  std::string_view name;  // "001_book"
  std::string_view sql;
};

std::span<const SchemaFile> schema_files();

}  // namespace wealthjobs::store
