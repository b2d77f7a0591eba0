"""A book that is empty, cut, foreign, newer or locked away: a clear answer, and never a write to it."""

import hashlib
import os
import sqlite3

import terminal


class DamagedBook(terminal.Story):
    def setUp(self):
        super().setUp()
        self.config()
        self.type("init", expect=0)

    def untouched(self, *words, expect):
        before = hashlib.sha256(self.book.read_bytes()).hexdigest()
        answer = self.type(*words, expect=expect)
        self.assertEqual(hashlib.sha256(self.book.read_bytes()).hexdigest(), before)
        self.assertTrue(answer.last_line.startswith("wealthjobs: "), answer.err)
        self.assertIn("wealth.db", answer.last_line)
        return answer

    def each_command(self, expect):
        for words in ("status", "doctor", "run cob --date 2020-06-30", "history"):
            self.untouched(words, expect=expect)

    def test_zero_bytes_text_and_noise_are_not_books(self):
        for content in (b"", b"hello\n" * 1000, os.urandom(20_000),
                        b"SQLite format 3\0" + os.urandom(8_000)):
            self.book.write_bytes(content)
            self.each_command(74)

    def test_a_cut_book_is_damaged(self):
        whole = self.book.read_bytes()
        for size in (1000, 4096, 4096 * 7 + 100):
            self.book.write_bytes(whole[:size])
            self.untouched("status", expect=74)

    def test_another_database_is_not_ours(self):
        self.book.unlink()
        connection = sqlite3.connect(self.book)
        connection.execute("CREATE TABLE t (a)")
        connection.commit()
        connection.close()
        self.each_command(74)

    def test_a_newer_schema_is_a_matter_of_configuration(self):
        connection = sqlite3.connect(self.book)
        connection.execute("PRAGMA user_version = 9999")
        connection.close()
        self.each_command(78)

    def test_looking_works_on_a_book_that_cannot_be_written(self):
        os.chmod(self.book, 0o444)
        self.type("status", expect=0)
        self.type("doctor", expect=0)

    def test_a_missing_book_says_how_to_get_one(self):
        self.book.unlink()
        self.assertIn("wealthjobs init", self.type("status", expect=78).last_line)


if __name__ == "__main__":
    terminal.main()
