from typing import Any

from django.db import migrations, models

#: As `SearchDemand.THRESHOLD` was when this was written.
THRESHOLD = 5


def begin_anew(apps: Any, schema_editor: Any) -> None:
    """Of what few asked nobody knows whether they were different visitors."""
    apps.get_model("monitor", "SearchDemand").objects.filter(searches__lt=THRESHOLD).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("monitor", "0005_overlap"),
    ]

    operations = [
        migrations.RunPython(begin_anew, migrations.RunPython.noop),
        migrations.AddField(
            model_name="searchdemand",
            name="visitors",
            field=models.BigIntegerField(default=0, verbose_name="buckets of visitors"),
        ),
    ]
