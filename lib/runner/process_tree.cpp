#include "runner/process_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace wealthjobs::runner {
namespace {

std::vector<pid_t> numbered_entries(const std::string& folder) {
  std::vector<pid_t> numbers;
  DIR* directory = opendir(folder.c_str());
  if (directory == nullptr) return numbers;
  while (const dirent* entry = readdir(directory)) {
    const std::string_view name(entry->d_name);
    pid_t number = 0;
    const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (fault == std::errc() && end == name.data() + name.size()) numbers.push_back(number);
  }
  closedir(directory);
  return numbers;
}

std::string contents_of(int fd) {
  std::string text;
  std::array<char, 512> buffer;
  for (ssize_t n = 0; (n = read(fd, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(n));
  }
  return text;
}

// "4711 4712 "
std::vector<pid_t> numbers_in(std::string_view text) {
  std::vector<pid_t> numbers;
  while (!text.empty()) {
    pid_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc()) break;
    numbers.push_back(number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.empty()) text.remove_prefix(1);
  }
  return numbers;
}

// "pid (name) state ppid ...": the name may hold anything, so the last bracket counts.
std::optional<pid_t> parent_of(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  if (!std::getline(file, text)) return std::nullopt;
  const std::size_t bracket = text.rfind(')');
  if (bracket == std::string::npos || bracket + 4 >= text.size()) return std::nullopt;
  pid_t parent = 0;
  std::from_chars(text.data() + bracket + 4, text.data() + text.size(), parent);
  return parent;
}

std::vector<pid_t> children_by_scan(pid_t pid) {
  std::vector<pid_t> children;
  for (const pid_t candidate : numbered_entries("/proc")) {
    if (parent_of(candidate) == pid) children.push_back(candidate);
  }
  return children;
}

void reap(std::span<const pid_t> pids) {
  for (const pid_t pid : pids) waitpid(pid, nullptr, WNOHANG);
}

}  // namespace

std::vector<pid_t> children_of(pid_t pid) {
  std::vector<pid_t> children;
  const std::string tasks = "/proc/" + std::to_string(pid) + "/task";
  // the runner and its supervisors have one thread: their own task needs no listing
  const std::vector<pid_t> threads =
      pid == getpid() ? std::vector<pid_t>{pid} : numbered_entries(tasks);
  bool is_readable = false;
  for (const pid_t thread : threads) {
    const int fd =
        open((tasks + "/" + std::to_string(thread) + "/children").c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) continue;
    is_readable = true;
    for (const pid_t child : numbers_in(contents_of(fd))) children.push_back(child);
    close(fd);
  }
  return is_readable ? children : children_by_scan(pid);
}

std::vector<pid_t> descendants_of(pid_t pid) {
  std::vector<pid_t> all = children_of(pid);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const pid_t child : children_of(all[i])) {
      if (std::ranges::find(all, child) == all.end()) all.push_back(child);
    }
  }
  return all;
}

void kill_strays(std::span<const pid_t> spared, std::int64_t limit_ms) {
  for (std::int64_t waited = 0;; waited += 2) {
    std::vector<pid_t> strays = children_of(getpid());
    std::erase_if(strays,
                  [&](pid_t pid) { return std::ranges::find(spared, pid) != spared.end(); });
    if (strays.empty() || waited > limit_ms) return;
    for (const pid_t stray : strays) {
      for (const pid_t below : descendants_of(stray)) kill(below, SIGKILL);
      kill(stray, SIGKILL);
    }
    reap(strays);
    const timespec pause{0, 2'000'000};
    if (waited > 0) nanosleep(&pause, nullptr);
  }
}

}  // namespace wealthjobs::runner
