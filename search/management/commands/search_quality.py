"""Measures how well the search engines answer judged queries."""

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search import quality
from search.catalogue import all_documents
from search.drift import differences
from search.engines import EngineUnavailableError, SearchEngine, engine_for
from search.judged_queries import ItemNames, JudgedFileError, JudgedQuery, item_key, read
from search.labels import vocabulary
from search.quality import Answer, Scores

DEFAULT_FILE = Path(settings.BASE_DIR, "tests/search/judged/queries.json")
UNKNOWN_SHOWN = 20
# The width of the columns of the table, in characters.
GROUP_WIDTH = 16
MEASURES = ("NDCG@10", "MRR", "success@3")

Reports = Mapping[str, Mapping[str, Scores]]


class Command(BaseCommand):
    """Prints NDCG@10, MRR and success@3 per group of queries, for one engine or several."""

    help = "Measure how well the search engines answer judged queries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, default=DEFAULT_FILE, help="Judged queries, as JSON."
        )
        parser.add_argument(
            "--engine",
            action="append",
            metavar="URL",
            help="An engine as in SEARCH_URL; may be given more than once. "
            "Without it the engine of this installation is measured.",
        )
        parser.add_argument(
            "--worst", type=int, default=0, metavar="N", help="Show the N worst answers as well."
        )
        parser.add_argument(
            "--check", action="store_true", help="Exit with an error when a bar is missed."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            judged = read(options["file"])
            engines = self._engines(options["engine"] or [settings.SEARCH_URL])
            judged = self._resolved(judged, next(iter(engines.values())))
            answers = {name: self._ask(name, engine, judged) for name, engine in engines.items()}
        except (JudgedFileError, EngineUnavailableError) as fault:
            raise CommandError(str(fault)) from fault
        self._tell_notices(next(iter(answers.values())))
        reports = {name: quality.per_group(found) for name, found in answers.items()}
        self._print_table(reports)
        for name, found in answers.items():
            self._print_worst(name, found, options["worst"])
        missed = quality.missed_bars(reports)
        for line in missed:
            self.stdout.write(f"Missed: {line}.")
        if missed and options["check"]:
            raise CommandError("The search is not good enough.")

    def _engines(self, urls: Sequence[str]) -> dict[str, SearchEngine]:
        """The engines under the names that stand above their columns."""
        found: dict[str, SearchEngine] = {}
        for url in dict.fromkeys(urls):
            engine = engine_for(url)
            # Another folder or server of the same kind of engine needs its own column.
            name = engine.name if engine.name not in found else f"{engine.name} {len(found) + 1}"
            found[name] = engine
            if url != settings.SEARCH_URL:
                self._fill(name, engine)
        return found

    def _fill(self, name: str, engine: SearchEngine) -> None:
        """Gives an engine that is only here to be compared what this installation holds."""
        try:
            difference = next(differences(engine), None)
        except EngineUnavailableError as fault:
            reason = str(fault)
        else:
            if difference is None:
                return
            reason = str(difference)
        self.stderr.write(f"{name} is filled from the database first: {reason}")
        engine.rebuild(all_documents(), self._progress)

    def _resolved(self, judged: Sequence[JudgedQuery], engine: SearchEngine) -> list[JudgedQuery]:
        """The queries with items that exist; says which do not, and which queries that empties."""
        names = ItemNames(item_key(document) for document in engine.documents())
        unknown = [(query.id, ref) for query in judged for ref in query.unknown(names)]
        for query_id, ref in unknown[:UNKNOWN_SHOWN]:
            self.stderr.write(f"{query_id}: {ref} is not an item here, so it does not count.")
        if more := len(unknown[UNKNOWN_SHOWN:]):
            self.stderr.write(f"{more} more are not items here.")
        resolved = [query.resolved(names) for query in judged]
        kept = [query for query in resolved if query.relevant]
        if len(kept) < len(resolved):
            empty = ", ".join(query.id for query in resolved if not query.relevant)
            self.stderr.write(f"No relevant item is here, so left out: {empty}")
        if not kept:
            raise JudgedFileError("None of the items in this file is here.")
        return kept

    def _ask(self, name: str, engine: SearchEngine, judged: Sequence[JudgedQuery]) -> list[Answer]:
        known = vocabulary()
        answers = []
        for query in judged:
            answers.append(quality.ask(engine, query, known))
            if self.stderr.isatty():
                self.stderr.write(f"  {name}: {len(answers)} of {len(judged)}", ending="\r")
        return answers

    def _tell_notices(self, answers: Sequence[Answer]) -> None:
        for answer in answers:
            for notice in answer.notices:
                self.stderr.write(f"{answer.query.id}: {notice}")

    def _print_table(self, reports: Reports) -> None:
        compared = len(reports) > 1
        first = next(iter(reports.values()))
        heads = "".join(f"  {name:^29}" for name in reports)
        self.stdout.write(f"{'':{GROUP_WIDTH + 8}}{heads}".rstrip())
        columns = "".join(f"{head:>10}" for head in MEASURES) * len(reports)
        columns += f"{'difference':>12}" if compared else ""
        self.stdout.write(f"{'group':{GROUP_WIDTH}}{'queries':>8}{columns}")
        for group, scores in first.items():
            row = f"{group[:GROUP_WIDTH]:{GROUP_WIDTH}}{scores.queries:>8}"
            for report in reports.values():
                row += "".join(f"{value:>10.3f}" for value in report[group].measures)
            if compared:
                row += f"{quality.difference([*reports.values()], group):>12.3f}"
            self.stdout.write(row)
        if compared and quality.difference([*reports.values()]) <= quality.MOST_DIFFERENCE:
            self.stdout.write(f"The engines are within {quality.MOST_DIFFERENCE} of each other.")

    def _print_worst(self, name: str, answers: Sequence[Answer], count: int) -> None:
        worst = sorted(answers, key=lambda answer: (answer.ndcg, answer.success))[:count]
        for answer in worst:
            query = answer.query
            asked = query.address(quality.DEPTH)
            del asked["per_page"]
            self.stdout.write(
                f"\n{name}: {query.id} {asked.urlencode(safe=' :')} ({query.language})  "
                f"NDCG@10 {answer.ndcg:.3f}, {answer.total} found"
            )
            for place, key in enumerate(answer.found, start=1):
                self.stdout.write(f"  {place:>2}  {query.relevant.get(key, '-')}  {key}")
            wanted = sorted(query.relevant.items(), key=lambda item: -item[1])
            for key, grade in wanted:
                if key not in answer.found:
                    must = " (must be in the first three)" if key in query.must_top3 else ""
                    self.stdout.write(f"   .  {grade}  {key}{must}")

    def _progress(self, count: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"  {count:,} documents", ending="\r")
