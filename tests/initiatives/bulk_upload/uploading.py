"""What the tests of uploading offers do in a browser without one."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from organisations.models import BulkUpload

HEADER = ["id", "Titel", "Samenvatting", "Kosten", "Bedrag in euro's", "Provincies", "Initiatief"]


def upload(client: Client, organisation: Any, data: bytes, *, kind: str = "offer") -> Any:
    file = SimpleUploadedFile("aanbod.xlsx", data)
    return client.post(
        f"/mijn-organisatie/upload/{organisation.pk}/", {"kind": kind, "file": file}, follow=True
    )


def address(part: str = "") -> str:
    return f"/mijn-organisatie/upload/bestand/{BulkUpload.objects.latest('pk').pk}/{part}"


def outcomes() -> dict[int, str]:
    return dict(BulkUpload.objects.latest("pk").rows.values_list("number", "outcome"))


def became() -> dict[int, str]:
    return dict(BulkUpload.objects.latest("pk").rows.values_list("number", "became"))


def messages() -> dict[int, dict[str, list[str]]]:
    rows = BulkUpload.objects.latest("pk").rows.exclude(messages={})
    return dict(rows.values_list("number", "messages"))


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
