#include "store/packs.h"

#include <algorithm>

#include "base/check.h"
#include "store/currency_column.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

constexpr std::string_view header_columns =
    "SELECT p.pack_no, p.pack_id, p.day, p.policy, p.sha256, p.n_prices, p.n_rates, "
    "p.supersedes_pack_no, p.known_rev, ifnull((SELECT e.state FROM pack_event AS e "
    "WHERE e.pack_no = p.pack_no ORDER BY e.n DESC LIMIT 1), '') FROM pack AS p ";

PackHeader header_at(const Row& row) {
  return {.no = row.integer(0),
          .id = row.string(1),
          .day = row.date(2),
          .policy = row.string(3),
          .sha256 = row.string(4),
          .n_prices = row.integer(5),
          .n_rates = row.integer(6),
          .supersedes_no = row.optional_integer(7),
          .known_rev = row.integer(8),
          .state = row.string(9)};
}

std::optional<PackHeader> first_header(Cursor rows) {
  if (!rows.next()) return std::nullopt;
  return header_at(rows);
}

void save_rows(Database& book, std::int64_t no, const Pack& pack) {
  Statement& price = book.cached("INSERT OR FAIL INTO pack_price VALUES (?, ?, ?, ?, ?, ?)");
  for (const PackPrice& row : pack.prices) {
    price.run(no, row.instrument, row.asof, row.price_e6, row.currency, row.source);
  }
  Statement& rate = book.cached("INSERT OR FAIL INTO pack_rate VALUES (?, ?, ?, ?, ?, ?)");
  for (const finance::FxQuote& row : pack.rates) {
    rate.run(no, row.base, row.quote, row.asof, row.rate_e8, row.source);
  }
  Statement& waiver = book.cached("INSERT INTO pack_waiver VALUES (?, ?, ?)");
  for (const PackWaiver& row : pack.waivers) waiver.run(no, row.instrument, row.reason);
}

}  // namespace

std::int64_t save_pack(WriteTransaction& write, const Pack& pack, std::string_view why) {
  Database& book = write.database();
  const auto superseded = load_current_pack_header(book, pack.header.day);
  const auto supersede = [&] {
    if (superseded) save_pack_event(write, superseded->no, "superseded", "by " + pack.header.id);
  };
  if (const auto known = load_pack_header(book, pack.header.id)) {
    WEALTHJOBS_CHECK(known->sha256 == pack.header.sha256);
    if (known->state == "superseded") {  // the observations went back to what they were
      supersede();
      save_pack_event(write, known->no, "built", why);
    }
    return known->no;
  }
  const std::int64_t no = book.integer_or(0, "SELECT max(pack_no) FROM pack") + 1;
  std::optional<std::int64_t> supersedes_no;
  if (superseded) supersedes_no = superseded->no;
  book.run("INSERT INTO pack VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", no, pack.header.id,
           pack.header.day, pack.header.policy, pack.header.sha256,
           static_cast<std::int64_t>(pack.prices.size()),
           static_cast<std::int64_t>(pack.rates.size()), supersedes_no, write.revision());
  save_rows(book, no, pack);
  save_pack_event(write, no, "built", why);
  supersede();
  return no;
}

std::optional<PackHeader> load_current_pack_header(Database& book, base::Date day) {
  return first_header(book.query(
      std::string(header_columns) +
          "WHERE p.day = ? AND (SELECT e.state FROM pack_event AS e WHERE e.pack_no = p.pack_no "
          "ORDER BY e.n DESC LIMIT 1) <> 'superseded' ORDER BY p.pack_no DESC LIMIT 1",
      day));
}

std::optional<PackHeader> load_pack_header(Database& book, std::string_view pack_id) {
  return first_header(book.query(std::string(header_columns) + "WHERE p.pack_id = ?", pack_id));
}

std::optional<PackHeader> load_pack_header(Database& book, std::int64_t pack_no) {
  return first_header(book.query(std::string(header_columns) + "WHERE p.pack_no = ?", pack_no));
}

Pack load_pack(Database& book, const PackHeader& header) {
  Pack pack{.header = header, .prices = {}, .rates = {}, .waivers = {}};
  CurrencyColumn currencies;
  Cursor price = book.query(
      "SELECT instrument_no, asof, price_e6, currency, source FROM pack_price WHERE pack_no = ? "
      "ORDER BY instrument_no",
      header.no);
  while (price.next()) {
    pack.prices.push_back({price.number<finance::InstrumentNo>(0), price.date(1), price.integer(2),
                           currencies.of(price, 3), price.string(4)});
  }
  Cursor rate = book.query(
      "SELECT base, quote, asof, rate_e8, source FROM pack_rate WHERE pack_no = ? "
      "ORDER BY base, quote",
      header.no);
  while (rate.next()) {
    pack.rates.push_back(
        {rate.currency(0), rate.currency(1), rate.date(2), rate.integer(3), rate.string(4)});
  }
  Cursor waiver = book.query(
      "SELECT instrument_no, reason FROM pack_waiver WHERE pack_no = ? ORDER BY instrument_no",
      header.no);
  while (waiver.next()) {
    pack.waivers.push_back({waiver.number<finance::InstrumentNo>(0), waiver.string(1)});
  }
  return pack;
}

std::optional<Pack> load_current_pack(Database& book, base::Date day) {
  const auto header = load_current_pack_header(book, day);
  if (!header) return std::nullopt;
  return load_pack(book, *header);
}

std::vector<PackHeader> load_packs_of(Database& book, base::Date day) {
  std::vector<PackHeader> headers;
  Cursor rows = book.query(std::string(header_columns) + "WHERE p.day = ? ORDER BY p.pack_no", day);
  while (rows.next()) headers.push_back(header_at(rows));
  return headers;
}

void save_pack_event(WriteTransaction& write, std::int64_t pack_no, std::string_view state,
                     std::string_view why) {
  write.database().run(
      "INSERT INTO pack_event VALUES (?1, (SELECT ifnull(max(n), 0) + 1 FROM pack_event "
      "WHERE pack_no = ?1), ?2, ?3, ?4)",
      pack_no, state, why, write.revision());
}

std::vector<PackEvent> load_pack_events(Database& book, std::int64_t pack_no) {
  std::vector<PackEvent> events;
  Cursor rows = book.query(
      "SELECT n, state, why, known_rev FROM pack_event WHERE pack_no = ? ORDER BY n", pack_no);
  while (rows.next()) {
    events.push_back({rows.small(0), rows.string(1), rows.string(2), rows.integer(3)});
  }
  return events;
}

}  // namespace wealthjobs::store
