#include "feeds/file_glob.h"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/error.h"

namespace wealthjobs::feeds {
namespace {

namespace fs = std::filesystem;

// Names in `folder` that match one component of the pattern.
std::vector<fs::path> matches_in(const fs::path& folder, const std::string& component) {
  if (component.find_first_of("*?[") == std::string::npos) return {folder / component};
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (::fnmatch(component.c_str(), name.c_str(), FNM_PERIOD) == 0) found.push_back(folder / name);
  }
  if (error && error.value() != ENOENT && error.value() != ENOTDIR) {
    throw base::Error(base::error_kind_of_errno(error.value()),
                      "cannot list " + folder.string() + ": " + error.message());
  }
  return found;
}

}  // namespace

std::vector<std::string> expand_path(const std::string& pattern, const std::string& folder) {
  const fs::path given(pattern);
  std::vector<fs::path> found{given.is_absolute() ? given.root_path() : fs::path(folder)};
  for (const fs::path& component : given.relative_path()) {
    if (component.empty() || component == ".") continue;
    std::vector<fs::path> deeper;
    for (const fs::path& at : found) {
      const auto matches = matches_in(at, component.string());
      deeper.insert(deeper.end(), matches.begin(), matches.end());
    }
    found = std::move(deeper);
  }
  std::vector<std::string> files;
  for (const fs::path& path : found) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) files.push_back(path.string());
    if (error.value() == EACCES) {
      throw base::Error(base::ErrorKind::no_permission,
                        "cannot read " + path.string() + ": " + error.message());
    }
  }
  if (files.empty()) {
    throw base::Error(base::ErrorKind::data_missing,
                      "no file matches " + pattern + (given.is_absolute() ? "" : " in " + folder));
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace wealthjobs::feeds
