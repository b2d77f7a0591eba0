// Making a file survive a power cut: its bytes, and its name in the folder.
#pragma once

#include <string>

namespace wealthjobs::store {

// The folder a path lies in; "." for a bare name.
std::string folder_of(const std::string& path);

// fsync of the file and of its folder; Error by errno, naming the path.
void sync_file(const std::string& path);
void sync_folder_of(const std::string& path);

}  // namespace wealthjobs::store
