#include "jobs/fee_reversal.h"

#include "base/rounding.h"
#include "finance/calendar/business_day.h"
#include "jobs/book_calendars.h"
#include "jobs/fee_charging.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using finance::FeeKind;

Date first_open_day(store::Database& book, const pipeline::Config& config, Date charged,
                    std::optional<Date> last_closed) {
  if (!last_closed || *last_closed < charged) return charged;
  const finance::Calendars calendars = load_calendars(book);
  const finance::CalendarSet primary(calendar_named(calendars, config.calendar.primary));
  return finance::next_business_day(primary, *last_closed);
}

}  // namespace

std::optional<FeeReversal> fee_reversal(store::Database& book, const store::Master&,
                                        const pipeline::Config& config,
                                        finance::PortfolioNo portfolio, Date month) {
  const auto rows = store::load_fee_charges(book, portfolio, FeeKind::management, month);
  FeeReversal reversal;
  std::int64_t paid = 0;
  finance::FeeAmounts released;
  for (const store::FeeCharge& at : rows) {
    paid = base::add_checked(paid, at.paid_minor);
    released = released + at.released;
    if (at.is_reversal) reversal.reversals.clear();
    if (at.is_reversal || at.source_key.empty()) continue;
    const auto entry = store::load_entry(book, at.source_key);
    if (!entry) continue;
    finance::Posting posting = finance::reversal_of(entry->posting);
    reversal.reversals.push_back(
        {entry->entry_id, finance::reversal_key_of(at.source_key, 0), std::move(posting)});
  }
  if (rows.empty() || rows.back().is_reversal || reversal.reversals.empty()) return std::nullopt;
  if (const auto close = store::load_last_close(book)) reversal.last_closed = close->day;
  reversal.day = first_open_day(book, config, rows.back().business_date, reversal.last_closed);
  reversal.row = rows.back();
  reversal.row.is_reversal = true;
  reversal.row.business_date = reversal.day;
  reversal.row.source_key = reversal.reversals.back().source_key;
  reversal.row.paid_minor = base::negate_checked(paid);
  reversal.row.released = finance::FeeAmounts{} - released;
  reversal.row.outstanding_minor = reversal.row.accrued_minor;
  reversal.row.short_minor = 0;
  return reversal;
}

void write_fee_reversal(store::WriteTransaction& write, const store::Master& master,
                        const FeeReversal& reversal) {
  store::JournalWriter journal(write, master, {"charge_fees", reversal.day, reversal.last_closed});
  for (const finance::Reversal& at : reversal.reversals) {
    journal.post(at);
    store::change_day_value(write,
                            day_value_change(at.posting, reversal.day, reversal.row.currency));
  }
  journal.flush();
  store::save_fee_charge(write, reversal.row);
}

}  // namespace wealthjobs::jobs
