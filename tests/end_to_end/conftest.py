"""What the tests of delivery begin with."""

from tests.end_to_end.receiving import desk, mail, newsroom, other, sender, web

__all__ = ["desk", "mail", "newsroom", "other", "sender", "web"]
