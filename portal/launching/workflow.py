"""The review that every catalogue item goes through before it is live."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from events.models import Event
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from publishing.models import RegionReviewTask

#: Shown in the admin, which is Dutch.
NAME = "Beoordeling door de regio"
REVIEWED = (Organisation, Initiative, Offer, Practice, Event)


def ensure_review_workflow() -> None:
    """Let the region review every kind of item, unless somebody arranged it otherwise.

    Runs with every load. A kind that already has a workflow keeps it, and a workflow that was
    switched off or taken away from a kind after it existed is not put back.
    """
    if RegionReviewTask.objects.exists():
        return
    task = RegionReviewTask.objects.create(name=NAME)
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for model in REVIEWED:
        content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
        WorkflowContentType.objects.get_or_create(
            content_type=content_type, defaults={"workflow": workflow}
        )
