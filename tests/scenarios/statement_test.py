"""What a client gets: it adds up, it can be made again, and it is refused with one clear line."""

import json
import shutil

import terminal


class Statement(terminal.Story):
    def setUp(self):
        super().setUp()
        self.type("demo .", expect=0)
        self.type("init", expect=0)
        self.type("import book", expect=0)
        shutil.rmtree(self.folder / "in")  # the planted break belongs to another story
        self.type("run cob --from 2020-11-27 --to 2020-11-30 --quiet", expect=0)
        self.type("fees approve --month 2020-11 --why seen", expect=0)
        self.type("run cob --from 2020-12-01 --to 2020-12-30 --quiet", expect=0)

    @staticmethod
    def minor(text):
        return int(text.replace(",", "").replace(".", ""))

    def test_every_statement_adds_up(self):
        self.type("statement --all --period 2020-12 --out st --format json", expect=0)
        files = sorted((self.folder / "st").glob("*.json"))
        self.assertEqual(len(files), 25)
        for file in files:
            document = json.loads(file.read_text())
            amounts = [self.minor(row["amount"]) for row in document["summary"]["rows"]]
            self.assertEqual(sum(amounts[:-1]), amounts[-1], file)
            weights = [self.minor(row["weight_percent"]) for row in document["positions"]["rows"]]
            self.assertEqual(sum(weights), 100_00, file)

    def test_it_is_the_same_when_it_is_made_again(self):
        first = self.type("statement P003 --period 2020-12 --format html", expect=0).out
        self.type("run cob --date 2020-12-31 --quiet", expect=0)
        # December now ends a day later, November does not
        self.assertNotEqual(self.type("statement P003 --period 2020-12 --format html").out, first)
        november = self.type("statement P003 --period 2020-11", expect=0).out
        self.assertEqual(self.type("statement P003 --period 2020-11", expect=0).out, november)
        self.assertIn("edition    final", november)

    def test_formats_and_refusals(self):
        self.assertIn("lots\ninstrument_id,acquired",
                      self.type("statement P001 --period 2020-12 --format csv", expect=0).out)
        self.assertIn("2020-12-30", self.type("statement P001 --period 2020 --json", expect=0).out)
        for words, status, text in [
            ("statement P001 --period 2020-13", 64, "is no period"),
            ("statement P01 --period 2020", 64, "did you mean"),
            ("statement --period 2020", 64, "of one portfolio or of all"),
            ("statement P001 --period 2019", 66, "has no net asset value in 2019"),
            ("statement --all --period 2019", 66, "no portfolio has a net asset value"),
            ("statement P001 --period 2020 --as-known soon", 64, "is no instant"),
            ("statement P001 --period 2020 --as-known 2020-01-01", 66, "knew nothing"),
        ]:
            answer = self.type(words, expect=status)
            self.assertIn(text, answer.err, words)
            self.assertEqual(answer.err.count("\n"), 1, answer.err)


if __name__ == "__main__":
    terminal.main()
