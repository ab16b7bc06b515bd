"""Lets initiatives, offers and practices be uploaded many at once."""

from initiatives.bulk_upload import initiatives, offers, practices
from organisations.bulk_upload.sheets import register


def register_all() -> None:
    for module in (offers, initiatives, practices):
        register(module.SHEET)
