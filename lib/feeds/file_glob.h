// The files that a feed's path stands for.
//
//   Pattern  * and ? and [a-z] in any component; a name that starts with a point must be named so
//   Base     a relative pattern starts at `folder`, the configuration's
//   Order    by bytes, whatever the locale and the file system say
//   Example  expand_path("data/prices/*.csv", "/srv/wj")
//            -> /srv/wj/data/prices/AAPL.csv, /srv/wj/data/prices/ABT.csv, ...
//   Throws   base::Error(data_missing) that names the pattern where nothing matches; no_permission
//            where a folder cannot be listed
#pragma once

#include <string>
#include <vector>

namespace wealthjobs::feeds {

// Regular files only (also behind symbolic links).
std::vector<std::string> expand_path(const std::string& pattern, const std::string& folder);

}  // namespace wealthjobs::feeds
