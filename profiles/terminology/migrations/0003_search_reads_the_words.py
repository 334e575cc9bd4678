"""Search reads a release's words into memory once: no index finds them here, and no table counts them."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("terminology", "0002_releases"),
    ]

    operations: ClassVar = [
        migrations.DeleteModel(name="VocabularyWord"),
        migrations.RemoveIndex(model_name="concept", name="concept_words"),
    ]
