#include "finance/ledger/break_class.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

#include "base/int128.h"
#include "finance/ledger/named_value.h"

namespace wealthjobs::finance {
namespace {

constexpr std::array<std::string_view, 7> class_names{
    "pending_settlement", "corporate_action", "after_cut",  "duplicate_trade",
    "fx_rounding",        "static_mapping",   "unexplained"};
constexpr std::size_t max_combined = 12;

struct Candidate {
  BreakClass value;
  std::int64_t effect;  // on theirs - ours
  const CustodyMovement* movement;
};

bool is_in_books(const CustodyMovement& movement, base::Date statement_day) {
  return !movement.is_open && movement.date <= statement_day;
}

bool is_trade(const CustodyMovement& movement) {
  return movement.kind == MovementKind::settlement || movement.kind == MovementKind::fx;
}

// What a movement that only one side has would be called; nullopt where it explains nothing.
std::optional<BreakClass> class_of(const CustodyMovement& movement, const ClassQuestion& question,
                                   const ClassRules& rules, const CalendarSet& calendars) {
  const bool is_ours = is_in_books(movement, question.statement_day);
  const bool is_captured_late =
      movement.captured >= question.statement_day || movement.is_known_late;
  if (is_ours && !movement.is_known_late &&
      business_days_between(calendars, movement.date, question.statement_day) > rules.explain_bd) {
    return std::nullopt;
  }
  if (movement.kind == MovementKind::corporate_action) return BreakClass::corporate_action;
  if (is_trade(movement)) {
    return is_ours && is_captured_late ? BreakClass::after_cut : BreakClass::pending_settlement;
  }
  if (is_ours && !is_captured_late) return std::nullopt;  // money that should have arrived
  return BreakClass::after_cut;
}

class Search {
 public:
  Search(const ClassQuestion& question, const ClassRules& rules)
      : target_(question.difference), slack_(question.is_cash ? rules.cash_tol_minor : 0) {}

  [[nodiscard]] bool fits(base::int128 sum) const {
    const base::int128 rest = sum - target_;
    return (rest < 0 ? -rest : rest) <= slack_;
  }
  // The smallest combination that fits, the first of its size; empty where none does.
  [[nodiscard]] std::vector<const Candidate*> among(std::span<const Candidate* const> all) const {
    if (all.size() > max_combined) return few_of(all);
    for (int size = 1; size <= static_cast<int>(all.size()); ++size) {
      for (unsigned mask = 1; mask < 1U << all.size(); ++mask) {
        if (std::popcount(mask) != size) continue;
        base::int128 sum = 0;
        std::vector<const Candidate*> chosen;
        for (std::size_t i = 0; i < all.size(); ++i) {
          if ((mask >> i & 1U) == 0) continue;
          sum += all[i]->effect;
          chosen.push_back(all[i]);
        }
        if (fits(sum)) return chosen;
      }
    }
    return {};
  }

 private:
  [[nodiscard]] std::vector<const Candidate*> few_of(std::span<const Candidate* const> all) const {
    base::int128 sum = 0;
    for (const Candidate* candidate : all) {
      if (fits(candidate->effect)) return {candidate};
      sum += candidate->effect;
    }
    return fits(sum) ? std::vector<const Candidate*>(all.begin(), all.end())
                     : std::vector<const Candidate*>();
  }

  base::int128 target_;
  std::int64_t slack_;
};

Classification named(BreakClass value, std::span<const Candidate* const> chosen) {
  Classification found{value, {}};
  for (const Candidate* candidate : chosen) found.causes.push_back(candidate->movement->cause);
  return found;
}

std::optional<Classification> missing_on_one_side(const ClassQuestion& question,
                                                  const ClassRules& rules,
                                                  const CalendarSet& calendars) {
  std::vector<Candidate> candidates;
  for (const CustodyMovement& movement : question.movements) {
    const auto value = class_of(movement, question, rules, calendars);
    if (!value || movement.amount == 0) continue;
    const bool is_ours = is_in_books(movement, question.statement_day);
    candidates.push_back({*value, is_ours ? -movement.amount : movement.amount, &movement});
  }
  const Search search(question, rules);
  std::vector<const Candidate*> all;
  for (const BreakClass value :
       {BreakClass::pending_settlement, BreakClass::corporate_action, BreakClass::after_cut}) {
    std::vector<const Candidate*> of_class;
    for (const Candidate& candidate : candidates) {
      if (candidate.value == value) of_class.push_back(&candidate);
    }
    if (const auto chosen = search.among(of_class); !chosen.empty()) return named(value, chosen);
    all.insert(all.end(), of_class.begin(), of_class.end());
  }
  const auto chosen = search.among(all);
  if (chosen.empty()) return std::nullopt;
  return named(std::ranges::min(chosen, {}, &Candidate::value)->value, chosen);
}

std::optional<Classification> duplicate(const ClassQuestion& question, const ClassRules& rules,
                                        const CalendarSet& calendars) {
  const Search search(question, rules);
  const auto is_near = [&](base::Date a, base::Date b) {
    return std::abs(business_days_between(calendars, a, b)) <= 1;
  };
  for (auto one = question.movements.begin(); one != question.movements.end(); ++one) {
    if (!is_trade(*one) || one->amount == 0 || !is_in_books(*one, question.statement_day)) continue;
    if (search.fits(one->amount) && is_near(one->date, question.statement_day)) {
      return Classification{BreakClass::duplicate_trade, {one->cause}};
    }
    if (!search.fits(-static_cast<base::int128>(one->amount))) continue;
    for (auto other = one + 1; other != question.movements.end(); ++other) {
      if (is_trade(*other) && other->amount == one->amount && other->cause != one->cause &&
          is_in_books(*other, question.statement_day) && is_near(one->date, other->date)) {
        return Classification{BreakClass::duplicate_trade, {one->cause, other->cause}};
      }
    }
  }
  return std::nullopt;
}

std::optional<Classification> fx_rounding(const ClassQuestion& question, const ClassRules& rules,
                                          const CalendarSet& calendars) {
  if (!question.is_cash) return std::nullopt;
  Classification found{BreakClass::fx_rounding, {}};
  for (const CustodyMovement& movement : question.movements) {
    if (movement.kind == MovementKind::fx && is_in_books(movement, question.statement_day) &&
        business_days_between(calendars, movement.date, question.statement_day) <=
            rules.explain_bd) {
      found.causes.push_back(movement.cause);
    }
  }
  const base::int128 size = question.difference < 0
                                ? -static_cast<base::int128>(question.difference)
                                : static_cast<base::int128>(question.difference);
  if (size > static_cast<base::int128>(found.causes.size())) return std::nullopt;
  return found;
}

}  // namespace

std::string_view name_of(BreakClass value) { return class_names[static_cast<std::size_t>(value)]; }

std::optional<BreakClass> break_class_from(std::string_view text) {
  return value_named<BreakClass>(text, class_names);
}

Classification classify_difference(const ClassQuestion& question, const ClassRules& rules,
                                   const CalendarSet& calendars) {
  if (auto found = missing_on_one_side(question, rules, calendars)) return *std::move(found);
  if (auto found = duplicate(question, rules, calendars)) return *std::move(found);
  if (auto found = fx_rounding(question, rules, calendars)) return *std::move(found);
  return {};
}

}  // namespace wealthjobs::finance
