// Rows of the subscription files as the book keeps them.
#pragma once

#include <vector>

#include "feeds/book_folder.h"
#include "store/subscriptions.h"

namespace wealthjobs::jobs {

std::vector<store::SubscriptionRow> subscription_rows(const feeds::BookFolder& folder);
std::vector<store::PaymentResultRow> payment_result_rows(const feeds::BookFolder& folder);

}  // namespace wealthjobs::jobs
