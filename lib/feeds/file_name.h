// What a path says about a file.
//
//   Example  /srv/wj/data/prices/BRK.B.csv: name prices/BRK.B.csv, id BRK.B
#pragma once

#include <string>

namespace wealthjobs::feeds {

// Folder and file: how places in files are written, the same wherever the tree lies.
std::string short_name(const std::string& path);

// The file name without its last extension: the instrument or series of a one-series file.
std::string id_from_path(const std::string& path);

}  // namespace wealthjobs::feeds
