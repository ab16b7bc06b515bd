from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Under which terms others may use what somebody made."""

    CC_BY = "cc-by", _("CC BY 4.0: use it, and say whose it is")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0: use it, say whose it is, and share alike")
    CC0 = "cc0", _("CC0: use it as you like")
    EUPL = "eupl", _("EUPL 1.2: use it, and share your changes")
    ASK = "ask", _("all rights reserved: ask first")
    OTHER = "other", _("another licence")


#: Where the terms of a licence stand; the others have no text of their own.
LICENCE_ADDRESSES: dict[str, str] = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.EUPL: "https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12",
}
