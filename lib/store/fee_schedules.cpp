#include "store/fee_schedules.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "store/currency_column.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using finance::FeeSchedule;

template <class Value>
Value known(const std::optional<Value>& value) {
  WEALTHJOBS_CHECK(value.has_value());  // the table checks its words
  return *value;
}

bool is_same_version(const FeeSchedule& a, const FeeSchedule& b) {
  return a.id == b.id && a.kind == b.kind && a.from_date == b.from_date;
}

FeeSchedule terms_at(const Row& row, CurrencyColumn& currencies) {
  FeeSchedule schedule;
  schedule.id = row.string(0);
  schedule.kind = known(finance::fee_kind_from(row.text(1)));
  schedule.from_date = row.date(2);
  schedule.currency = currencies.of(row, 4);
  schedule.tier_mode = known(finance::tier_mode_from(row.text(7)));
  schedule.day_count = known(finance::fee_day_count_from(row.text(8)));
  schedule.scope = known(finance::fee_scope_from(row.text(9)));
  schedule.min_fee_minor = row.integer(10);
  schedule.tax = {row.integer(11), row.integer(12)};
  schedule.hurdle = {known(finance::hurdle_kind_from(row.text(13))),
                     known(finance::hurdle_type_from(row.text(14))),
                     known(finance::hurdle_carry_from(row.text(15))), row.integer(16)};
  schedule.crystallisation = known(finance::crystallisation_from(row.text(17)));
  return schedule;
}

void insert(WriteTransaction& write, const FeeSchedule& at) {
  Statement& save = write.database().cached(
      "INSERT INTO fee_schedule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const std::int64_t revision = write.revision();
  int number = 0;
  for (const finance::FeeTier& tier : at.tiers) {
    save.run(at.id, name_of(at.kind), at.from_date, ++number, at.currency, tier.upto_minor,
             tier.rate_ppm, name_of(at.tier_mode), name_of(at.day_count), name_of(at.scope),
             at.min_fee_minor, at.tax.gst_bps, at.tax.recoverable_bps, name_of(at.hurdle.kind),
             name_of(at.hurdle.type), name_of(at.hurdle.carry), at.hurdle.rate_ppm,
             name_of(at.crystallisation), revision);
  }
}

}  // namespace

SaveCounts save_fee_schedules(WriteTransaction& write, std::span<const FeeSchedule> schedules) {
  std::vector<FeeSchedule> stored = load_fee_schedules(write.database());
  SaveCounts counts;
  for (std::size_t i = 0; i < schedules.size(); ++i) {
    const auto same = std::ranges::find_if(
        stored, [&](const FeeSchedule& at) { return is_same_version(at, schedules[i]); });
    if (same == stored.end()) {
      insert(write, schedules[i]);
      stored.push_back(schedules[i]);
      ++counts.added;
    } else if (*same == schedules[i]) {
      ++counts.duplicate;
    } else {
      counts.conflicts.push_back(i);
    }
  }
  return counts;
}

std::vector<FeeSchedule> load_fee_schedules(Database& book) {
  std::vector<FeeSchedule> schedules;
  CurrencyColumn currencies;
  Cursor rows = book.query(
      "SELECT * FROM fee_schedule ORDER BY fee_schedule_id, kind, from_day, "
      "tier");
  while (rows.next()) {
    FeeSchedule at = terms_at(rows, currencies);
    if (schedules.empty() || !is_same_version(schedules.back(), at)) {
      schedules.push_back(std::move(at));
    }
    schedules.back().tiers.push_back({rows.optional_integer(5), rows.integer(6)});
  }
  return schedules;
}

}  // namespace wealthjobs::store
