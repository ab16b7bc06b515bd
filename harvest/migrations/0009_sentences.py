from django.db import migrations

import publishing.sentence_fields


class Migration(migrations.Migration):
    """Only what the columns mean: what stands in them stays, and is read as the text that it is."""

    dependencies = [
        ("harvest", "0008_kept_records"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="record",
                    name="note",
                    field=publishing.sentence_fields.SentenceField(blank=True, verbose_name="note"),
                ),
                migrations.AlterField(
                    model_name="run",
                    name="message",
                    field=publishing.sentence_fields.SentenceField(blank=True),
                ),
                migrations.AlterField(
                    model_name="run",
                    name="notes",
                    field=publishing.sentence_fields.SentencesField(blank=True, default=list),
                ),
                migrations.AlterField(
                    model_name="run",
                    name="refused",
                    field=publishing.sentence_fields.SentencesField(blank=True, default=list),
                ),
                migrations.AlterField(
                    model_name="trialdraft",
                    name="fault",
                    field=publishing.sentence_fields.SentenceField(blank=True),
                ),
            ],
        ),
    ]
