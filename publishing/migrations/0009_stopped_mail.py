from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0008_retired_profiles"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoppedMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.EmailField(max_length=254, unique=True)),
                ("stopped_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "stopped daily mail",
                "verbose_name_plural": "stopped daily mails",
            },
        ),
    ]
