#include "store/price_overrides.h"

#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

constexpr std::string_view overrides_sql =
    "SELECT x.instrument_no, x.day, x.version, x.price_e6, x.expires_day, x.actor, x.approved_by, "
    "x.why FROM price_override AS x ";

std::vector<PriceOverride> overrides_of(Cursor at) {
  std::vector<PriceOverride> rows;
  while (at.next()) {
    rows.push_back({at.number<finance::InstrumentNo>(0), at.date(1), at.small(2), at.integer(3),
                    at.date(4), at.string(5), at.string(6), at.string(7)});
  }
  return rows;
}

}  // namespace

int save_price_override(WriteTransaction& write, const PriceOverride& row) {
  Database& book = write.database();
  const std::int64_t version =
      1 + book.integer_or(0,
                          "SELECT max(version) FROM price_override WHERE instrument_no = ? "
                          "AND day = ?",
                          row.instrument, row.day);
  book.run("INSERT INTO price_override VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row.instrument, row.day,
           version, row.price_e6, row.expires, row.actor, row.approved_by, row.why,
           write.revision());
  return static_cast<int>(version);
}

std::vector<PriceOverride> load_price_overrides(Database& book, base::Date day) {
  return overrides_of(
      book.query(std::string(overrides_sql) +
                     "WHERE x.day <= ?1 AND x.expires_day >= ?1 AND x.version = (SELECT "
                     "max(n.version) FROM price_override AS n WHERE n.instrument_no = "
                     "x.instrument_no AND n.day = x.day) ORDER BY x.instrument_no, x.day",
                 day));
}

std::vector<PriceOverride> load_all_price_overrides(
    Database& book, std::optional<finance::InstrumentNo> instrument) {
  return overrides_of(book.query(std::string(overrides_sql) +
                                     "WHERE ?1 IS NULL OR x.instrument_no = ?1 "
                                     "ORDER BY x.day, x.instrument_no, x.version",
                                 instrument));
}

}  // namespace wealthjobs::store
