#include "jobs/intake_folder.h"

#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(IntakeFolder, RegisterPathsAreRelativeToTheConfiguration) {
  EXPECT_EQ(register_path("/srv/wj/book/trades.csv", "/srv/wj"), "book/trades.csv");
  EXPECT_EQ(register_path("/srv/wj/../wj/book//trades.csv", "/srv/wj/"), "book/trades.csv");
  EXPECT_EQ(register_path("/data/trades.csv", "/srv/wj"), "/data/trades.csv");
  EXPECT_EQ(register_path("/data/trades.csv", ""), "/data/trades.csv");
}

TEST(IntakeFolder, AFileThatChangedAfterItsTimeIsLate) {
  IntakeOptions options;
  options.job = "ingest";
  options.config_dir = "/srv";
  options.expected_by = "18:15";
  options.expected_by_us = 1'000;
  const feeds::FileStamp stamp{"/srv/in/trades.csv", 7, 1'001, "abc"};
  const store::RegisteredFile late = registered_file(stamp, options);
  EXPECT_EQ(late.path, "in/trades.csv");
  EXPECT_EQ(late.feed, "ingest");
  EXPECT_EQ(late.expected_by, "18:15");
  EXPECT_TRUE(late.is_late);
  options.expected_by_us = 1'001;
  EXPECT_FALSE(registered_file(stamp, options).is_late);
  options.expected_by_us.reset();
  EXPECT_FALSE(registered_file(stamp, options).is_late);
}

TEST(IntakeFolder, ReadsOutsideAndWritesInside) {
  IntakeBook scratch;
  scratch.book_files();
  const FolderIntake intake = read_folder(scratch.book, scratch.config_dir() + "/book");
  ASSERT_EQ(intake.stamps.size(), 2U);
  EXPECT_EQ(intake.stamps[0].path, intake.book.files[0].path);
  IntakeOptions options;
  options.actor = "fiona";
  options.config_dir = scratch.config_dir();
  scratch.write([&](store::WriteTransaction& write) {
    const IntakeReport report = write_folder(write, intake, options);
    EXPECT_EQ(report.files[0].added, 1);
    EXPECT_TRUE(report.refusals.empty());
  });
  EXPECT_EQ(scratch.count("instrument"), 1);
  EXPECT_EQ(scratch.count("file_register"), 2);
}

TEST(IntakeFolder, AnEmptyFolderIsMissingData) {
  IntakeBook scratch;
  std::filesystem::create_directories(scratch.config_dir() + "/empty");
  try {
    read_folder(scratch.book, scratch.config_dir() + "/empty");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::data_missing);
  }
}

TEST(IntakeFolder, EachRefusedFileEntersTheRegisterOnce) {
  IntakeBook scratch;
  scratch.book_files();
  const FolderIntake intake = read_folder(scratch.book, scratch.config_dir() + "/book");
  IntakeOptions options;
  options.config_dir = scratch.config_dir();
  scratch.write([&](store::WriteTransaction& write) {
    save_refused_files(write, intake,
                       {"book/instruments.csv:2:1: first", "book/instruments.csv:3:1: second",
                        "the import: too many", "book/gone.csv:1:1: no such file"},
                       options);
  });
  const auto files = store::load_files(scratch.book);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].reason, "book/instruments.csv:2:1: first");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
