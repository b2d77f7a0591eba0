#include "runner/command_launcher.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "base/error.h"
#include "runner/attempt.h"
#include "runner/command_supervisor.h"

namespace wealthjobs::runner {
namespace {

constexpr std::size_t longest_packet = 128 * 1024;
constexpr std::size_t descriptors = 2;

// Number of words, then every word and every entry of the environment with a NUL behind it.
std::string packet_of(const LaunchRequest& request) {
  std::string packet = std::to_string(request.argv.size()) + '\0';
  for (const std::string& word : request.argv) packet += word + '\0';
  for (const std::string& entry : request.environment) packet += entry + '\0';
  return packet;
}

struct ControlBuffer {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(descriptors * sizeof(int))> bytes{};
};

bool send_packet(int socket, std::string& packet, const std::array<int, descriptors>& fds) {
  iovec part{packet.data(), packet.size()};
  ControlBuffer control;
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  cmsghdr* const header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof fds);
  std::memcpy(CMSG_DATA(header), fds.data(), sizeof fds);
  ssize_t sent = -1;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == static_cast<ssize_t>(packet.size());
}

// An empty packet: the runner has gone.
std::string receive_packet(int socket, std::array<int, descriptors>& fds) {
  std::string packet(longest_packet, '\0');
  iovec part{packet.data(), packet.size()};
  ControlBuffer control;
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  ssize_t received = -1;
  do received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (received < 0 && errno == EINTR);
  const cmsghdr* const header = received > 0 ? CMSG_FIRSTHDR(&message) : nullptr;
  if (header == nullptr || header->cmsg_len != CMSG_LEN(sizeof fds)) return {};
  std::memcpy(fds.data(), CMSG_DATA(header), sizeof fds);
  packet.resize(static_cast<std::size_t>(received));
  return packet;
}

std::vector<std::string> words_of(const std::string& packet) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < packet.size(); at += words.back().size() + 1) {
    words.emplace_back(packet.c_str() + at);
  }
  return words;
}

// From here on the clone is what an exec'ed child of the runner is (Attempt::spawn).
[[noreturn]] void become_attempt(const std::string& packet, const std::array<int, descriptors>& fds,
                                 const std::function<int(int, char**)>& program) {
  setpgid(0, 0);
  std::array<int, descriptors> ends{};
  for (std::size_t i = 0; i < descriptors; ++i) {
    ends[i] = fcntl(fds[i], F_DUPFD_CLOEXEC, progress_fd + 1);
  }
  dup2(ends[0], STDOUT_FILENO);
  dup2(ends[0], STDERR_FILENO);
  dup2(ends[1], progress_fd);
  close_range(progress_fd + 1, ~0U, 0);
  std::vector<std::string> words = words_of(packet);
  const std::size_t count = std::strtoul(words.at(0).c_str(), nullptr, 10);
  WEALTHJOBS_CHECK(count > 0 && words.size() > count);
  std::vector<char*> argv;
  for (std::size_t i = 1; i <= count; ++i) argv.push_back(words[i].data());
  argv.push_back(nullptr);
  for (std::size_t i = count + 1; i < words.size(); ++i) putenv(words[i].data());
  _exit(program(static_cast<int>(count), argv.data()));
}

pid_t clone_for_parent() {
  return static_cast<pid_t>(
      syscall(SYS_clone, CLONE_PARENT | SIGCHLD, nullptr, nullptr, nullptr, nullptr));
}

base::Error start_error(const char* what, int error_number) {
  return {base::error_kind_of_errno(error_number),
          std::string("cannot start ") + what + ": " + std::strerror(error_number)};
}

pid_t spawn_launcher(const std::string& executable, const std::vector<std::string>& words,
                     int socket) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, socket, progress_fd);
  posix_spawn_file_actions_addclosefrom_np(&actions, progress_fd + 1);
  const SpawnAttributes attributes;
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  pid_t pid = -1;
  const int fault =
      posix_spawn(&pid, executable.c_str(), &actions, attributes.get(), argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (fault != 0) throw start_error("the launcher of commands", fault);
  return pid;
}

}  // namespace

CommandLauncher::CommandLauncher(const std::string& executable,
                                 const std::vector<std::string>& argv) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw start_error("the launcher of commands", errno);
  }
  socket_ = ends[0];
  // dup2 of an end onto itself would keep its close-on-exec flag.
  const int far_end = fcntl(ends[1], F_DUPFD_CLOEXEC, progress_fd + 1);
  close(ends[1]);
  try {
    pid_ = spawn_launcher(executable, argv, far_end);
  } catch (...) {
    close(far_end);
    close(socket_);
    throw;
  }
  close(far_end);
}

CommandLauncher::~CommandLauncher() {
  close(socket_);
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

std::optional<pid_t> CommandLauncher::launch(const LaunchRequest& request) {
  WEALTHJOBS_CHECK(!request.argv.empty());
  std::string packet = packet_of(request);
  if (packet.size() > longest_packet) return std::nullopt;
  if (!send_packet(socket_, packet, {request.output_end, request.progress_end})) {
    return std::nullopt;
  }
  pid_t answer = 0;
  ssize_t received = -1;
  do received = recv(socket_, &answer, sizeof answer, 0);
  while (received < 0 && errno == EINTR);
  if (received != sizeof answer) return std::nullopt;
  if (answer < 0) throw start_error("a process", -answer);
  return answer;
}

int serve_launches(int socket, pid_t runner,
                   const std::function<int(int argc, char** argv)>& program) {
  die_with_parent(runner);
  for (;;) {
    std::array<int, descriptors> fds{-1, -1};
    const std::string packet = receive_packet(socket, fds);
    if (packet.empty()) return 0;
    const pid_t pid = clone_for_parent();
    if (pid == 0) become_attempt(packet, fds, program);
    const pid_t answer = pid > 0 ? pid : -errno;
    for (const int fd : fds) close(fd);
    if (send(socket, &answer, sizeof answer, MSG_NOSIGNAL) != sizeof answer) return 0;
  }
}

}  // namespace wealthjobs::runner
