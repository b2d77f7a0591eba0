// wealthjobs doctor: proves that the book is whole; exit 74 where it is not.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_doctor(const DoctorOptions& options);

}  // namespace wealthjobs::app
