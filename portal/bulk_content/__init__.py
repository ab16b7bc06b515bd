"""Generated items in large numbers, for measuring and for trying out the admin at size.

`words` and `phrases` hold the vocabulary of the field, `wording` makes texts of it, `spread` says
what occurs how often, `items`, `kinds` and `gatherings` make records, `generator` writes them in chunks, `mark`
tells them from others and `removal` takes exactly them away again.
"""

from portal.bulk_content.generator import Progress, generate
from portal.bulk_content.mark import PREFIX
from portal.bulk_content.removal import remove_all
from portal.bulk_content.spread import MissingTermsError

__all__ = ["PREFIX", "MissingTermsError", "Progress", "generate", "remove_all"]
