#include "checkout.h"

namespace wealthjobs {

const char* checkout_folder() { return WEALTHJOBS_SOURCE_DIR; }

}  // namespace wealthjobs
