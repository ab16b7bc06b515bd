"""What Wagtail publishes when a review is through (WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail takes the latest version, which may be one that its author saved after handing in and that
no reviewer has seen. Of an item the version under review is published. This module is imported
while models are still being made, so it imports none.
"""

from typing import Any


def publish_reviewed_version(workflow_state: Any, user: Any = None) -> None:
    """Publish what was reviewed; for pages, as Wagtail does, the latest version."""
    from publishing.models import Publication

    item = workflow_state.content_object
    step = workflow_state.current_task_state
    if not isinstance(item, Publication) or step is None or step.revision is None:
        item.get_latest_revision().publish(user=user)
        return
    # The step has asked for the right already.
    step.revision.publish(user=user, skip_permission_checks=True)
