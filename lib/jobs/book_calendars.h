// The calendars of a book: the shipped ones with its holidays.csv rows over them, and the sequence
// of business days that its closes follow.
#pragma once

#include "base/date.h"
#include "finance/calendar/calendars.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

// Throws Error(config) where holiday rows leave a year of their calendar empty.
finance::Calendars load_calendars(store::Database& book);

// Throws Error(config) for a calendar that is neither shipped nor in the book.
const finance::Calendar& calendar_named(const finance::Calendars& calendars, const std::string& id);

}  // namespace wealthjobs::jobs
