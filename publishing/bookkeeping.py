"""Fields of an item that Wagtail keeps for itself, about its versions and where they stand."""

#: Nobody writes these: no version differs in them, and no two items are compared by them.
BOOKKEEPING = frozenset(
    {
        "latest_revision",
        "live_revision",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
    }
)
