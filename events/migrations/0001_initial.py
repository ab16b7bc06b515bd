import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models

import taxonomy.localised


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("initiatives", "0001_initial"),
        ("organisations", "0001_initial"),
        ("taxonomy", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="locked"),
                ),
                (
                    "locked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
                ),
                (
                    "ref",
                    models.SlugField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        null=True,
                        unique=True,
                        verbose_name="identifier",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=200, verbose_name="title (English)"),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True, editable=False, max_length=220, verbose_name="slug"
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        help_text="What it is and for whom, in at most 300 characters.",
                        validators=[django.core.validators.MaxLengthValidator(300)],
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(300)],
                        verbose_name="summary (English)",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 0),
                            ("paragraph", 1),
                            ("steps", 2),
                            ("image", 7),
                            ("quote", 10),
                            ("call_to_action", 14),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("publishing.blocks.text.HeadingBlock", (), {}),
                            1: ("publishing.blocks.text.ParagraphBlock", (), {}),
                            2: ("publishing.blocks.text.StepsBlock", (), {}),
                            3: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            4: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Image in words", "max_length": 200, "required": False},
                            ),
                            5: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {"label": "Only decoration", "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Caption", "max_length": 200, "required": False},
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("image", 3),
                                        ("alt_text", 4),
                                        ("decorative", 5),
                                        ("caption", 6),
                                    ]
                                ],
                                {},
                            ),
                            8: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quote", "max_length": 600},
                            ),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Who says this", "max_length": 150, "required": False},
                            ),
                            10: ("wagtail.blocks.StructBlock", [[("quote", 8), ("source", 9)]], {}),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text on the button", "max_length": 80},
                            ),
                            12: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"label": "Page of this site", "required": False},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Starts with https:// or, within this site, with /.",
                                    "label": "Address",
                                    "max_length": 500,
                                    "required": False,
                                },
                            ),
                            14: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 11), ("page", 12), ("address", 13)]],
                                {},
                            ),
                        },
                        verbose_name="text",
                    ),
                ),
                (
                    "body_en",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 0),
                            ("paragraph", 1),
                            ("steps", 2),
                            ("image", 7),
                            ("quote", 10),
                            ("call_to_action", 14),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("publishing.blocks.text.HeadingBlock", (), {}),
                            1: ("publishing.blocks.text.ParagraphBlock", (), {}),
                            2: ("publishing.blocks.text.StepsBlock", (), {}),
                            3: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            4: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Image in words", "max_length": 200, "required": False},
                            ),
                            5: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {"label": "Only decoration", "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Caption", "max_length": 200, "required": False},
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("image", 3),
                                        ("alt_text", 4),
                                        ("decorative", 5),
                                        ("caption", 6),
                                    ]
                                ],
                                {},
                            ),
                            8: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quote", "max_length": 600},
                            ),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Who says this", "max_length": 150, "required": False},
                            ),
                            10: ("wagtail.blocks.StructBlock", [[("quote", 8), ("source", 9)]], {}),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text on the button", "max_length": 80},
                            ),
                            12: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"label": "Page of this site", "required": False},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Starts with https:// or, within this site, with /.",
                                    "label": "Address",
                                    "max_length": 500,
                                    "required": False,
                                },
                            ),
                            14: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 11), ("page", 12), ("address", 13)]],
                                {},
                            ),
                        },
                        verbose_name="text (English)",
                    ),
                ),
                (
                    "image_alt",
                    models.CharField(
                        blank=True,
                        help_text="What somebody who cannot see the image must know. Empty if it only decorates.",
                        max_length=200,
                        verbose_name="image in words",
                    ),
                ),
                (
                    "image_alt_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="image in words (English)"
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=500, verbose_name="website")),
                (
                    "contact_name",
                    models.CharField(
                        blank=True,
                        help_text="A role or department, not a private person.",
                        max_length=200,
                        verbose_name="contact",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address of the contact"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(
                        blank=True, max_length=30, verbose_name="telephone number of the contact"
                    ),
                ),
                (
                    "verified_on",
                    models.DateField(
                        blank=True,
                        help_text="The day somebody responsible last said that this is right.",
                        null=True,
                        verbose_name="last confirmed",
                    ),
                ),
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("launch", "launch content"),
                            ("curator", "curator"),
                            ("contributor", "organisation"),
                            ("source", "partner's feed"),
                        ],
                        default="curator",
                        editable=False,
                        max_length=20,
                        verbose_name="came from",
                    ),
                ),
                (
                    "sources",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="sources"
                    ),
                ),
                (
                    "editor_note",
                    models.TextField(
                        blank=True,
                        help_text="Not shown to readers.",
                        verbose_name="note for editors",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, db_index=True, verbose_name="last changed"),
                ),
                (
                    "event_type",
                    models.CharField(
                        choices=[
                            ("meeting", "meeting"),
                            ("training", "training or workshop"),
                            ("conference", "conference or fair"),
                            ("open-day", "open day"),
                            ("milestone", "milestone"),
                            ("publication", "publication"),
                            ("target", "target date"),
                        ],
                        default="meeting",
                        max_length=12,
                        verbose_name="sort of event",
                    ),
                ),
                ("all_day", models.BooleanField(default=False, verbose_name="all day")),
                ("start_date", models.DateField(verbose_name="first day")),
                ("start_time", models.TimeField(blank=True, null=True, verbose_name="starts at")),
                (
                    "end_date",
                    models.DateField(
                        blank=True,
                        help_text="Empty: the same day.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
                ("end_time", models.TimeField(blank=True, null=True, verbose_name="ends at")),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/Amsterdam",
                        help_text="The place whose clock the times are of, such as Europe/Amsterdam.",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "to the day"),
                            ("month", "to the month"),
                            ("quarter", "to the quarter"),
                            ("season", "to the season"),
                            ("year", "to the year"),
                        ],
                        default="day",
                        editable=False,
                        max_length=8,
                        verbose_name="how exactly the date is known",
                    ),
                ),
                ("rule", models.TextField(blank=True, verbose_name="repeats")),
                ("extra_dates", models.JSONField(blank=True, default=list, verbose_name="also on")),
                (
                    "excluded_dates",
                    models.JSONField(blank=True, default=list, verbose_name="not on"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("scheduled", "goes ahead"),
                            ("cancelled", "cancelled"),
                            ("postponed", "postponed"),
                            ("moved-online", "moved online"),
                        ],
                        default="scheduled",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_note",
                    models.CharField(
                        blank=True,
                        help_text="What people should know, for example where a new date will be announced.",
                        max_length=300,
                        verbose_name="about the status",
                    ),
                ),
                (
                    "status_note_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="about the status (English)"
                    ),
                ),
                (
                    "location_name",
                    models.CharField(blank=True, max_length=200, verbose_name="name of the place"),
                ),
                (
                    "location_address",
                    models.CharField(
                        blank=True,
                        help_text="Street, number and town.",
                        max_length=300,
                        verbose_name="address",
                    ),
                ),
                (
                    "online_url",
                    models.URLField(
                        blank=True, max_length=1000, verbose_name="address to take part online"
                    ),
                ),
                (
                    "spoken_language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nl", "Dutch"),
                            ("en", "English"),
                            ("nl-en", "Dutch and English"),
                            ("other", "another language"),
                        ],
                        max_length=8,
                        verbose_name="spoken language",
                    ),
                ),
                (
                    "cost",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("free", "free"),
                            ("funded", "paid in part by somebody else"),
                            ("paid", "paid"),
                        ],
                        max_length=10,
                        verbose_name="cost",
                    ),
                ),
                (
                    "cost_amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="amount in euros",
                    ),
                ),
                (
                    "cost_note",
                    models.CharField(blank=True, max_length=300, verbose_name="about the cost"),
                ),
                (
                    "cost_note_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="about the cost (English)"
                    ),
                ),
                (
                    "audience_size",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="how many people can come",
                    ),
                ),
                (
                    "registration_url",
                    models.URLField(
                        blank=True, max_length=1000, verbose_name="address to register at"
                    ),
                ),
                (
                    "registration_deadline",
                    models.DateField(blank=True, null=True, verbose_name="last day to register"),
                ),
                (
                    "action_lines",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="%(class)ss",
                        to="taxonomy.actionline",
                        verbose_name="action lines",
                    ),
                ),
                (
                    "actions",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="%(class)ss",
                        to="taxonomy.action",
                        verbose_name="actions",
                    ),
                ),
                (
                    "choice_factors",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="%(class)ss",
                        to="taxonomy.choicefactor",
                        verbose_name="knowing, wanting, being able",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "development_paths",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="%(class)ss",
                        to="taxonomy.developmentpath",
                        verbose_name="development paths",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="image",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        help_text="What this belongs to.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="events",
                        to="initiatives.initiative",
                        verbose_name="initiative",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "organisations",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        help_text="Every party that offers or runs this.",
                        related_name="%(class)ss_taking_part",
                        to="organisations.organisation",
                        verbose_name="organisations",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="The organisation whose members may change this item.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="owned_%(class)ss",
                        to="organisations.organisation",
                        verbose_name="kept by",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="The larger event that this is a part of, such as a week or a festival.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="parts",
                        to="events.event",
                        verbose_name="part of",
                    ),
                ),
                (
                    "provinces",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        help_text="Where it is active. Something national counts in every province.",
                        related_name="%(class)ss",
                        to="taxonomy.province",
                        verbose_name="provinces",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        help_text="Its programme manager reviews this item. Empty: the national coordinator does.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="taxonomy.region",
                        verbose_name="lead region",
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="taxonomy.scale",
                        verbose_name="scale",
                    ),
                ),
                (
                    "target_groups",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="%(class)ss",
                        to="taxonomy.targetgroup",
                        verbose_name="target groups",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "ordering": ["title", "pk"],
                "abstract": False,
            },
            bases=(
                taxonomy.localised.LocalisedFieldsMixin,
                wagtail.models.preview.PreviewableMixin,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="CalendarEntry",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="calendar_entry",
                        serialize=False,
                        to="events.event",
                    ),
                ),
                ("uid", models.CharField(max_length=255, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("revised_at", models.DateTimeField()),
                ("schedule_digest", models.CharField(max_length=64)),
                ("content_digest", models.CharField(max_length=64)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(db_index=True, null=True)),
                ("zone", models.CharField(blank=True, max_length=64)),
                ("cancelled", models.BooleanField(default=False)),
                ("previously_started_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "calendar entry",
                "verbose_name_plural": "calendar entries",
            },
        ),
        migrations.CreateModel(
            name="CalendarText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("text", models.TextField()),
                ("without_cancelled", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=64)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_texts",
                        to="events.event",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EventChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("original_date", models.DateField(verbose_name="date that changes")),
                (
                    "original_time",
                    models.TimeField(
                        blank=True,
                        help_text="Only needed when there are several on one day.",
                        null=True,
                        verbose_name="time that changes",
                    ),
                ),
                ("cancelled", models.BooleanField(default=False, verbose_name="does not go ahead")),
                ("start_date", models.DateField(blank=True, null=True, verbose_name="new day")),
                ("start_time", models.TimeField(blank=True, null=True, verbose_name="new start")),
                ("end_date", models.DateField(blank=True, null=True, verbose_name="new last day")),
                ("end_time", models.TimeField(blank=True, null=True, verbose_name="new end")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=200, verbose_name="title (English)"),
                ),
                (
                    "location_name",
                    models.CharField(blank=True, max_length=200, verbose_name="name of the place"),
                ),
                (
                    "location_address",
                    models.CharField(blank=True, max_length=300, verbose_name="address"),
                ),
                (
                    "online_url",
                    models.URLField(
                        blank=True, max_length=1000, verbose_name="address to take part online"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="What is different this time, for readers.",
                        max_length=300,
                        verbose_name="note",
                    ),
                ),
                (
                    "note_en",
                    models.CharField(blank=True, max_length=300, verbose_name="note (English)"),
                ),
                (
                    "event",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="events.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "changed date",
                "verbose_name_plural": "changed dates",
                "ordering": ["original_date", "original_time", "pk"],
            },
            bases=(taxonomy.localised.LocalisedFieldsMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("original", models.CharField(max_length=19)),
                ("starts_at", models.DateTimeField(verbose_name="starts at")),
                ("ends_at", models.DateTimeField(verbose_name="ends at")),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                ("all_day", models.BooleanField(default=False, verbose_name="all day")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("scheduled", "goes ahead"),
                            ("cancelled", "cancelled"),
                            ("postponed", "postponed"),
                            ("moved-online", "moved online"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="events.eventchange",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="events.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "date",
                "verbose_name_plural": "dates",
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PairVerdict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("intended", "known and intended"),
                            ("same", "the same event"),
                            ("joint", "belong together"),
                            ("unrelated", "nothing to do with each other"),
                        ],
                        max_length=10,
                        verbose_name="verdict",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("decided_at", models.DateTimeField(auto_now=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="events.event",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="events.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "verdict on two events",
                "verbose_name_plural": "verdicts on two events",
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["live", "title"], name="event_live_title"),
        ),
        migrations.AddConstraint(
            model_name="calendartext",
            constraint=models.UniqueConstraint(
                fields=("event", "language"), name="one_text_per_language"
            ),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(fields=["starts_at"], name="occurrence_starts"),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(fields=["first_day", "starts_at"], name="occurrence_first_day"),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(
                condition=models.Q(("last_day__gt", models.F("first_day"))),
                fields=["last_day"],
                name="occurrence_several_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.UniqueConstraint(
                fields=("event", "original"), name="one_row_per_occurrence"
            ),
        ),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gte", models.F("starts_at"))),
                name="occurrence_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairverdict",
            constraint=models.UniqueConstraint(
                fields=("first", "second"), name="one_verdict_per_pair"
            ),
        ),
        migrations.AddConstraint(
            model_name="pairverdict",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="pair_in_order"
            ),
        ),
    ]
