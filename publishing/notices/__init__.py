"""Tells people things by mail: at once what blocks somebody, the rest in one mail a day.

`tell` is the door. A notice called `x` has a subject, `templates/mail/notices/x_subject.txt`, and a
text of one or two paragraphs, `x.txt`; greeting, button, reason and signature come from the frame.
`x.html` replaces the text in the HTML part where plain paragraphs are not enough.
"""

from publishing.notices.relevance import register_relevance
from publishing.notices.telling import tell

__all__ = ["register_relevance", "tell"]
