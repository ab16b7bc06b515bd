class PrimaryKeyConverter:
    """An id in an address: a number that fits in the database, so that a longer one is simply not found."""

    regex = "[0-9]{1,15}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
