"""Tables of cases drawn as text: what people write, a bar, what is expected."""


def words(text: str) -> tuple[str, ...]:
    """The texts between commas."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def table(text: str) -> list[tuple[str, str]]:
    """A case for each text on the left of a line's bar, with what stands on the right."""
    lines = (line.partition("|") for line in text.strip().splitlines())
    return [(word, right.strip()) for left, _, right in lines for word in words(left)]
