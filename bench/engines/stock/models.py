"""The records as models, searched by what Wagtail brings."""

from typing import Any

from django.db import models
from wagtail.search import index


class Value(models.Model):
    """One value of a facet with many."""

    facet = models.CharField(max_length=20)
    key = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.facet}: {self.key}"


class Item(index.Indexed, models.Model):
    """A record with what is found, filtered and counted."""

    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    names = models.TextField(blank=True)
    kind = models.CharField(max_length=20, db_index=True)
    form = models.CharField(max_length=40, blank=True, db_index=True)
    provinces: Any = models.ManyToManyField(Value, related_name="+")
    target_groups: Any = models.ManyToManyField(Value, related_name="+")
    action_lines: Any = models.ManyToManyField(Value, related_name="+")
    paths: Any = models.ManyToManyField(Value, related_name="+")

    search_fields = [
        index.SearchField("title"),
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("names"),
        index.FilterField("id"),
        index.FilterField("kind"),
        index.FilterField("form"),
        index.FilterField("provinces"),
        index.FilterField("target_groups"),
        index.FilterField("action_lines"),
        index.FilterField("paths"),
    ]

    def __str__(self) -> str:
        return self.title
