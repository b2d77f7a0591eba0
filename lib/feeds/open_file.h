// A file open for reading; closed when the object ends.
//
//   Throws  base::Error of the errno's kind (no such file: data_missing) that names the file
#pragma once

#include <cstddef>
#include <string>

namespace wealthjobs::feeds {

class OpenFile {
 public:
  OpenFile() = default;  // holds no file
  explicit OpenFile(const std::string& path);
  ~OpenFile();
  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&&) = delete;

  // At most `bytes` bytes into `to`; 0 at the end of the file.
  std::size_t read(char* to, std::size_t bytes) const;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace wealthjobs::feeds
