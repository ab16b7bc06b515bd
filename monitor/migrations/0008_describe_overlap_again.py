"""Items are found by whom they are for, too; and a verdict rests on provider and level, too.

Whatever was described before lacks those keys, so it is made again by what runs when it is due.
Verdicts get what holds today: none is asked about again because of this.
"""

from datetime import UTC, datetime

from django.db import migrations


def describe_again(apps, schema_editor):
    profiles = apps.get_model("monitor", "OverlapProfile").objects
    profiles.update(item_changed_at=datetime(1970, 1, 1, tzinfo=UTC), compared_at=None)


def complete_verdicts(apps, schema_editor):
    profiles = apps.get_model("monitor", "OverlapProfile").objects
    for verdict in apps.get_model("monitor", "OverlapVerdict").objects.iterator():
        for item, basis in verdict.basis.items():
            kind, pk = item.split(":")
            for data in profiles.filter(kind=kind, item_pk=pk).values_list("data", flat=True):
                for part in ("owner", "level"):
                    basis.setdefault(part, [str(data[part])] if data.get(part) else [])
        type(verdict).objects.filter(pk=verdict.pk).update(basis=verdict.basis)


class Migration(migrations.Migration):
    dependencies = [("monitor", "0007_ended_entries")]

    operations = [
        migrations.RunPython(describe_again, migrations.RunPython.noop),
        migrations.RunPython(complete_verdicts, migrations.RunPython.noop),
    ]
