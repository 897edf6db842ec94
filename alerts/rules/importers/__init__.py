"""Queries of other tools as rules of ours. docs/importing.md shows what becomes of what."""

from alerts.rules.importers.importing import LANGUAGES, Imported, import_rule

__all__ = ["LANGUAGES", "Imported", "import_rule"]
