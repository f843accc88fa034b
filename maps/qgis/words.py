"""The project's words for people, from `locales/`: messages of one line without variables, which is all that maps need."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
MESSAGE = re.compile(r"^([a-z][a-z0-9-]*) = ([^{}\n]+)$", re.MULTILINE)


class Words:
    """What one locale says: `words["layer-gaps"]`. A key that it does not have is a KeyError."""

    def __init__(self, locale):
        self.locale = locale
        self._by_key = {}
        for file in sorted((ROOT / "locales" / locale).glob("*.ftl")):
            self._by_key.update(MESSAGE.findall(file.read_text(encoding="utf-8")))

    def __getitem__(self, key):
        return self._by_key[key]
