"""Code systems and the codes the tool knows of each, so that an unknown code is caught when it is typed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CodeSystem(models.Model):
    """A code system of the catalogue, with the source of the codes that are loaded."""

    id = models.CharField(primary_key=True, max_length=40)
    title = models.CharField("navn", max_length=100)
    uri = models.CharField("URI", max_length=200)
    hierarchical = models.BooleanField("præfikshierarkisk")
    source = models.TextField("kilde", blank=True)

    class Meta:
        verbose_name = "kodesystem"
        verbose_name_plural = "kodesystemer"
        ordering: ClassVar = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title


class Concept(models.Model):
    """A code, labelled by us. ``unit`` is a fact of a measurement code; ``key`` is what is compared (1.4)."""

    system = models.ForeignKey(CodeSystem, models.PROTECT, verbose_name="kodesystem", related_name="concepts")
    code = models.CharField("kode", max_length=40)
    key = models.CharField("normaliseret kode", max_length=40)
    title = models.CharField("betegnelse", max_length=300)
    unit = models.CharField("enhed", max_length=40, blank=True)

    class Meta:
        verbose_name = "kode"
        verbose_name_plural = "koder"
        ordering: ClassVar = ["system_id", "code"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["system", "key"], name="a_code_once_in_a_system"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
