"""Names and e-mails refuse what looks like a CPR number, at every form and action."""

from typing import ClassVar

from django.db import migrations, models

import accounts.validators


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("accounts", "0004_email_and_event_kinds_in_words"),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="apiclient",
            name="name",
            field=models.CharField(
                max_length=200, validators=[accounts.validators.refuse_cpr], verbose_name="navn"
            ),
        ),
        migrations.AlterField(
            model_name="historicalorganisation",
            name="name",
            field=models.CharField(
                db_index=True,
                max_length=200,
                validators=[accounts.validators.refuse_cpr],
                verbose_name="navn",
            ),
        ),
        migrations.AlterField(
            model_name="historicaluser",
            name="email",
            field=models.EmailField(
                db_index=True,
                error_messages={"unique": "Der er allerede en person med den e-mail."},
                max_length=254,
                validators=[accounts.validators.refuse_cpr],
                verbose_name="e-mail",
            ),
        ),
        migrations.AlterField(
            model_name="historicaluser",
            name="name",
            field=models.CharField(
                max_length=200, validators=[accounts.validators.refuse_cpr], verbose_name="navn"
            ),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="name",
            field=models.CharField(
                max_length=200, unique=True, validators=[accounts.validators.refuse_cpr], verbose_name="navn"
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(
                error_messages={"unique": "Der er allerede en person med den e-mail."},
                max_length=254,
                unique=True,
                validators=[accounts.validators.refuse_cpr],
                verbose_name="e-mail",
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="name",
            field=models.CharField(
                max_length=200, validators=[accounts.validators.refuse_cpr], verbose_name="navn"
            ),
        ),
    ]
