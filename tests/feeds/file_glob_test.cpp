#include "feeds/file_glob.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "scratch.h"

namespace wealthjobs::feeds {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(FileGlob, SortsByBytesAndStartsAtTheFolder) {
  const ScratchFolder folder;
  const std::string b = folder.file("data/b.csv", "");
  const std::string upper = folder.file("data/Z.csv", "");
  const std::string a = folder.file("data/a.csv", "");
  folder.file("data/.hidden.csv", "");
  folder.file("data/a.txt", "");
  std::filesystem::create_directory(folder.path() + "/data/folder.csv");
  EXPECT_THAT(expand_path("data/*.csv", folder.path()), ElementsAre(upper, a, b));
  EXPECT_THAT(expand_path("./data/?.csv", folder.path()), ElementsAre(upper, a, b));
  EXPECT_THAT(expand_path(folder.path() + "/data/[ab].csv", "/elsewhere"), ElementsAre(a, b));
}

TEST(FileGlob, MatchesFoldersToo) {
  const ScratchFolder folder;
  const std::string first = folder.file("in/2020-06-29/fx.csv", "");
  const std::string second = folder.file("in/2020-06-30/fx.csv", "");
  EXPECT_THAT(expand_path("in/*/fx.csv", folder.path()), ElementsAre(first, second));
  EXPECT_THAT(expand_path("in/2020-06-30/fx.csv", folder.path()), ElementsAre(second));
}

TEST(FileGlob, TakesTheFolderAsItIsNamed) {
  const ScratchFolder folder;
  const std::string path = folder.file("odd[1]*/a.csv", "");
  EXPECT_THAT(expand_path("*.csv", folder.path() + "/odd[1]*"), ElementsAre(path));
}

TEST(FileGlob, NamesThePatternThatMatchesNothing) {
  const ScratchFolder folder;
  for (const std::string pattern : {"data/*.csv", "fx.csv", "a/b/c.csv"}) {
    try {
      expand_path(pattern, folder.path());
      FAIL();
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::data_missing);
      EXPECT_THAT(error.message(), HasSubstr(pattern));
    }
  }
}

}  // namespace
}  // namespace wealthjobs::feeds
