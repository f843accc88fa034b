"""The project's words for people, from `locales/`: messages of one line without variables, which is all that maps need.

A message may hold others: `{ straight-line }`."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
REFERENCE = re.compile(r"\{ ([a-z][a-z0-9-]*) \}")
MESSAGE = re.compile(r"^([a-z][a-z0-9-]*) = ((?:[^{}\n]|\{ [a-z][a-z0-9-]* \})+)$", re.MULTILINE)


class Words:
    """What one locale says: `words["layer-gaps"]`. A key that it does not have is a KeyError."""

    def __init__(self, locale):
        self.locale = locale
        self._by_key = {}
        for file in sorted((ROOT / "locales" / locale).glob("*.ftl")):
            self._by_key.update(MESSAGE.findall(file.read_text(encoding="utf-8")))

    def __getitem__(self, key):
        return REFERENCE.sub(lambda found: self[found[1]], self._by_key[key])
