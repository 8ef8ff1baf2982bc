"""manage.py messages: the interface's words in other languages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from babel import UnknownLocaleError
from django.core.management.base import BaseCommand, CommandError

from newsdesk import catalogues


class Command(BaseCommand):
    """Collects the words, keeps the catalogues up, compiles them."""

    help = "update: brings every catalogue up to the source; compile: those that changed; add: begins a language."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """update, compile, or add and a locale such as de or pt_BR."""
        parser.add_argument("what", choices=("update", "compile", "add"))
        parser.add_argument("locale", nargs="?", default="", help="for add: de, pt_BR, zh_Hans")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Does one of the three and says what it did."""
        if options["what"] == "update":
            self._update()
        elif options["what"] == "add":
            self._add(options["locale"])
        for path in catalogues.compile_changed():
            self.stdout.write(f"compiled {_shown(path)}")

    def _update(self) -> None:
        template = catalogues.source()
        for path in catalogues.files():
            catalog = catalogues.update(path, template)
            missing = sum(not catalogues.is_translated(message) for message in catalog if message.id)
            self.stdout.write(f"{_shown(path)}: {len(catalog)} messages, {missing} without a translation")

    def _add(self, locale: str) -> None:
        try:
            path = catalogues.begin(locale)
        except FileExistsError as error:
            raise CommandError(f"There is already {error}.") from error
        except (ValueError, UnknownLocaleError) as error:
            raise CommandError(f"'{locale}' is no locale: {error}") from error
        self.stdout.write(f"{_shown(path)}: write the translations there; docs/recipes/another-language.md says how.")


def _shown(path: Path) -> Path:
    return path.relative_to(catalogues.ROOT)
