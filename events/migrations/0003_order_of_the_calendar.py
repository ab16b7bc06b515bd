from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes for reading the calendar day by day."""

    dependencies = [("events", "0002_calendar_upkeep")]

    operations = [
        migrations.RemoveIndex(model_name="occurrence", name="occurrence_first_day"),
        migrations.RemoveIndex(model_name="occurrence", name="occurrence_several_days"),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("precision", "day"), _negated=True),
                fields=["precision"],
                name="event_known_roughly",
            ),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(
                fields=["first_day", "-all_day", "starts_at", "event"], name="occurrence_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(
                condition=models.Q(("last_day", models.F("first_day"))),
                fields=["first_day", "-all_day", "starts_at", "event"],
                name="occurrence_one_day",
            ),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(
                condition=models.Q(("last_day__gt", models.F("first_day"))),
                fields=["last_day", "first_day"],
                name="occurrence_several_days",
            ),
        ),
    ]
