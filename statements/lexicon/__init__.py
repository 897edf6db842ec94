"""What the grammars know of words: one module a language, data only."""


def words(listed: str) -> tuple[str, ...]:
    """The words of a list as it is best read: with spaces between them, over as many lines as it takes."""
    return tuple(listed.split())
