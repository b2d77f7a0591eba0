// The currencies that a book needs rates for: of its instruments, its portfolios, its balances and
// the flows and FX deals that are due.
#pragma once

#include <vector>

#include "base/currency.h"
#include "base/date.h"

namespace wealthjobs::store {

class Database;

// Sorted by code. Facts dated in (after, through] count as due.
std::vector<base::Currency> load_book_currencies(Database& book, base::Date after,
                                                 base::Date through);

}  // namespace wealthjobs::store
