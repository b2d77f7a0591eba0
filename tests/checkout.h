// Where the checkout lies that the tests were built from. A function in a source of its own: as a
// macro the path would make every test of another checkout a stranger to the compiler cache.
#pragma once

namespace wealthjobs {

const char* checkout_folder();

}  // namespace wealthjobs
