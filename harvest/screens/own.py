"""Finds the sources that somebody may look after; all others are as if they were not there."""

from typing import Any

from django.http import Http404

from harvest.models import Source
from organisations.models import Organisation
from publishing.permissions import Verb, may


def harvesting_for(user: Any, pk: int) -> Organisation:
    """The organisation, for whoever may change it. Raises Http404 for everybody else."""
    organisation = Organisation.objects.defer("body", "body_en").filter(pk=pk).first()
    if organisation is None or not may(user, Verb.CHANGE, organisation):
        raise Http404
    return organisation


def own_source(user: Any, organisation: int, pk: int) -> Source:
    """The source of this organisation, for whoever may change it. Raises Http404 otherwise."""
    sources = Source.objects.select_related("organisation", "region")
    source = sources.filter(pk=pk, organisation=organisation).first()
    if source is None or not may(user, Verb.CHANGE, source):
        raise Http404
    return source
