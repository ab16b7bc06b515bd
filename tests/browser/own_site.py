"""A copy of the prepared site that tests may write to, and the mail that it sends."""

import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path

from tests.browser.prepared_site import PreparedSite

DATABASE = "vlechtwerk.sqlite3"
#: The line that Django's console backend puts below every mail.
BETWEEN_MAILS = re.compile(r"^-{79}$", re.MULTILINE)
MAIL_WITHIN_SECONDS = 20


@contextmanager
def own_site(prepared: PreparedSite, folder: Path, **settings: str) -> Iterator[PreparedSite]:
    """Serve a copy of the site in `folder`; `settings` are variables of its environment."""
    others = shutil.ignore_patterns(f"{DATABASE}*", "*.log")
    shutil.copytree(prepared.folder, folder, ignore=others, dirs_exist_ok=True)
    # Other processes have the database open; copying its files could tear it.
    with (
        closing(sqlite3.connect(prepared.folder / DATABASE)) as there,
        closing(sqlite3.connect(folder / DATABASE)) as here,
    ):
        there.backup(here)
    site = PreparedSite(folder)
    site.environment |= settings
    with site.serving():
        yield site


def mail_to(site: PreparedSite, address: str, *, after: int = 0) -> EmailMessage:
    """The newest mail to `address`; waits until more than `after` of them were sent."""
    deadline = time.monotonic() + MAIL_WITHIN_SECONDS
    while True:
        mails = [mail for mail in _sent(site) if address in str(mail["To"])]
        mails.sort(key=lambda mail: mail["Date"].datetime)
        if len(mails) > after:
            return mails[-1]
        assert time.monotonic() < deadline, f"no mail {after + 1} to {address}"
        time.sleep(0.1)


def link_in(mail: EmailMessage, part: str) -> str:
    """The first address in the text of a mail that holds `part`."""
    body = mail.get_body(preferencelist=("plain",))
    assert body is not None
    text = body.get_content()
    found = next((link for link in re.findall(r"https?://\S+", text) if part in link), None)
    assert found is not None, text
    return found


def _sent(site: PreparedSite) -> Iterator[EmailMessage]:
    """The mails that the server and the commands of the site wrote to their output."""
    for name in ("command.log", "server.log"):
        log = site.folder / name
        printed = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        for text in BETWEEN_MAILS.split(printed)[:-1]:
            start = text.find("Content-Type: ")
            if start >= 0:
                yield message_from_string(text[start:], policy=policy.default)
