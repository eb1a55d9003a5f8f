"""Numbers of lines: what is missing between the first and the last one of a process was never written, or is lost."""


class Sequences:
    """The numbers that each process wrote."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], set[int]] = {}

    def add(self, writer: tuple[str, str] | None, number: int | None) -> None:
        if writer is not None and number is not None:
            self._seen.setdefault(writer, set()).add(number)

    def gaps(self) -> int:
        return sum(max(numbers) - min(numbers) + 1 - len(numbers) for numbers in self._seen.values())
