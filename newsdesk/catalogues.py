"""The words of the interface in other languages: gettext catalogues made, kept up and compiled by Babel alone.

No system tool is needed: Django turns a template into Python-like text, Babel's own extractor reads that and the
Python files, and Babel writes what gettext loads. docs/decisions/0013-languages.md
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parent.parent
LOCALE: Final = ROOT / "locale"
SOURCES: Final = (("newsdesk", "*.py"), ("stories", "*.py"), ("templates", "*.html"), ("templates", "*.txt"))
KEYWORDS: Final = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")},
    "gettext_noop": None,
}
WIDTH: Final = 100
HEADER: Final = "# The interface of newsdesk in {name}. docs/recipes/another-language.md says how this file is kept.\n#"


def files(locale: Path = LOCALE) -> list[Path]:
    """The catalogues, one for each language but English, which is the source and needs none."""
    return sorted(locale.glob("*/LC_MESSAGES/django.po"))


def source(root: Path = ROOT) -> Catalog:
    """Every message of the tree, with the files that use it; no translation."""
    catalog = Catalog(charset="utf-8")
    for folder, pattern in SOURCES:
        for path in sorted((root / folder).rglob(pattern)):
            for message, comments, context in _messages(path):
                where = [(path.relative_to(root).as_posix(), 0)]
                catalog.add(message, locations=where, auto_comments=comments, context=context)
    return catalog


def _messages(path: Path) -> Iterator[tuple[Any, list[str], str | None]]:
    method: Any = extract_python if path.suffix == ".py" else extract_template
    with path.open("rb") as file:
        found = extract(method, file, KEYWORDS, ("Translators:",), strip_comment_tags=True)
        for _, message, comments, context in found:
            yield message, comments, context


def extract_template(
    file: IO[bytes], keywords: Any, comment_tags: Sequence[str], options: Any
) -> Iterator[tuple[int, Any, Any, Any]]:
    """Babel's extraction method for Django templates: what `translate` and `blocktranslate` hold."""
    # Whatever is no message has become letters, but keeps its indentation, which in Python would mean something.
    readable = "\n".join(line.lstrip() for line in templatize(file.read().decode()).split("\n"))
    yield from extract_python(BytesIO(readable.encode()), keywords, comment_tags, options)


def read(path: Path) -> Catalog:
    """The catalogue in a file; its folder's name is its locale."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, abort_invalid=True)


def update(path: Path, template: Catalog) -> Catalog:
    """Brings a catalogue up to the source: new messages come in empty, those that nothing uses go, the rest stays.

    A message whose English was changed is a new one: a guessed translation would say what the page no longer says.
    """
    catalog = read(path)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    write(path, catalog)
    return catalog


def write(path: Path, catalog: Catalog) -> None:
    """Writes a catalogue so that two people's changes seldom meet: sorted by file, without line numbers."""
    name = catalog.locale.english_name if catalog.locale else path.parent.parent.name
    catalog.header_comment = HEADER.format(name=name)
    text = BytesIO()
    write_po(text, catalog, width=WIDTH, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    _replace(path, text.getvalue())


def is_translated(message: Message) -> bool:
    """True where every form that the language has is there, and nobody marked it as a guess."""
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return bool(forms) and all(forms) and not message.fuzzy


def begin(locale_name: str, locale: Path = LOCALE) -> Path:
    """A catalogue for another language, with every message and no translation yet.

    FileExistsError where there is one; ValueError or Babel's UnknownLocaleError for a name that is no locale.
    """
    Locale.parse(locale_name)
    path = locale / locale_name / "LC_MESSAGES" / "django.po"
    if path.exists():
        raise FileExistsError(path)
    catalog = Catalog(locale_name, project="newsdesk", version="0.1", charset="utf-8", fuzzy=False)
    for message in source():
        if message.id:
            catalog[message.id] = message
    path.parent.mkdir(parents=True)
    write(path, catalog)
    return path


def compile_changed(locale: Path = LOCALE) -> list[Path]:
    """Compiles the catalogues that are newer than what was made of them; returns what was written."""
    written = []
    for path in files(locale):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        loadable = BytesIO()
        write_mo(loadable, read(path))
        _replace(compiled, loadable.getvalue())
        written.append(compiled)
    return written


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all, for somebody may be reading it, and two set-ups may run at once."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)
