#include "feeds/file_name.h"

#include <filesystem>

namespace wealthjobs::feeds {

std::string short_name(const std::string& path) {
  const auto full = std::filesystem::absolute(path).lexically_normal();
  const auto folder = full.parent_path().filename();
  return folder.empty() ? full.filename().string()
                        : folder.string() + "/" + full.filename().string();
}

std::string id_from_path(const std::string& path) {
  return std::filesystem::path(path).stem().string();
}

}  // namespace wealthjobs::feeds
