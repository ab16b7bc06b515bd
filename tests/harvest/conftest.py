"""What tests of harvesting share."""

from tests.harvest.partner_server import partner_server

__all__ = ["partner_server"]
