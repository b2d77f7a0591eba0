#include "store/interest_terms.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "store/currency_column.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using GroupKey = std::tuple<std::string, base::Currency, base::Date>;

GroupKey group_of(const InterestTierRow& row) {
  return {row.schedule_id, row.currency, row.from_date};
}

InterestTierRow tier_at(const Row& row, CurrencyColumn& currencies) {
  InterestTierRow tier;
  tier.schedule_id = row.string(0);
  tier.currency = currencies.of(row, 1);
  tier.from_date = row.date(2);
  const auto side = finance::interest_side_from(row.text(3));
  const auto source = finance::interest_source_from(row.text(8));
  WEALTHJOBS_CHECK(side.has_value() && source.has_value());
  tier.side = *side;
  tier.source = *source;
  if (row.integer(4) != 0) tier.upto_minor = row.integer(4);
  tier.rate_ppm = row.integer(5);
  if (!row.is_null(6)) tier.tier_mode = finance::interest_tier_mode_from(row.text(6));
  if (!row.is_null(7)) tier.day_count = finance::day_count_from(row.text(7));
  tier.wht_ppm = row.optional_integer(9);
  return tier;
}

template <class Word>
std::optional<std::string_view> word_of(const std::optional<Word>& value) {
  if (!value) return std::nullopt;
  return name_of(*value);
}

}  // namespace

std::vector<KnownInterestTier> load_interest_tiers(Database& book) {
  std::vector<KnownInterestTier> tiers;
  CurrencyColumn currencies;
  Cursor rows = book.query(
      "SELECT schedule_id, currency, from_date, side, upto_minor, rate_ppm, tier_mode, day_count, "
      "source, wht_ppm, known_rev FROM interest_tier "
      "ORDER BY schedule_id, currency, from_date, side, upto_minor = 0, upto_minor");
  while (rows.next()) tiers.push_back({tier_at(rows, currencies), rows.integer(10)});
  return tiers;
}

SaveCounts save_interest_tiers(WriteTransaction& write, std::span<const InterestTierRow> rows) {
  std::map<GroupKey, std::vector<InterestTierRow>> stored;
  for (KnownInterestTier& known : load_interest_tiers(write.database())) {
    stored[group_of(known.row)].push_back(std::move(known.row));
  }
  Statement& insert =
      write.database().cached("INSERT INTO interest_tier VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  SaveCounts counts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const InterestTierRow& row = rows[i];
    const auto group = stored.find(group_of(row));
    if (group != stored.end()) {
      if (std::ranges::find(group->second, row) != group->second.end()) {
        ++counts.duplicate;
      } else {
        counts.conflicts.push_back(i);
      }
      continue;
    }
    insert.run(row.schedule_id, row.currency, row.from_date, finance::name_of(row.side),
               row.upto_minor.value_or(0), row.rate_ppm, word_of(row.tier_mode),
               word_of(row.day_count), finance::name_of(row.source), row.wht_ppm, write.revision());
    ++counts.added;
  }
  return counts;
}

std::optional<base::Date> load_changed_schedule(Database& book, finance::PortfolioNo portfolio,
                                                std::int64_t since_revision) {
  Cursor rows = book.query(
      "SELECT min(from_day) FROM portfolio_terms WHERE portfolio_no = ? AND known_rev > ? "
      "AND interest_schedule_id IS NOT NULL",
      portfolio, since_revision);
  if (!rows.next()) return std::nullopt;
  return rows.optional_date(0);
}

}  // namespace wealthjobs::store
