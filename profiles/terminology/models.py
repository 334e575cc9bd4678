"""Code systems, their releases and their codes, so that an unknown code is caught when it is typed.

A release is what somebody imported at one time: an official file with its fingerprint, or the excerpt that is
shipped. Releases of a system are numbered 1, 2, 3 … and are never taken back. A concept is kept as rows that
hold from one release until another: what changed gets a new row, what did not change keeps its own, so any
release can be read as it was, and what differs between two of them is the rows between. A code that a new
release leaves out is kept and marked closed (6.2).
"""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import now

#: How long an import that came to nothing is told of.
LATELY = timedelta(days=7)


class CodeSystem(models.Model):
    """A code system: those of the catalogue, and others that were imported to be read and mapped from.

    ``uri`` is the canonical address; ``aliases`` are the others in circulation, accepted where one is read.
    """

    id = models.CharField(primary_key=True, max_length=40)
    title = models.CharField("navn", max_length=100)
    uri = models.CharField("URI", max_length=200)
    aliases = ArrayField(
        models.CharField(max_length=200), verbose_name="andre URI'er", default=list, blank=True
    )
    hierarchical = models.BooleanField("præfikshierarkisk")
    source = models.TextField("kilde", blank=True)

    class Meta:
        verbose_name = "kodesystem"
        verbose_name_plural = "kodesystemer"
        ordering: ClassVar = ["id"]
        default_permissions = ()
        permissions: ClassVar = [("manage_codes", "Indlæse kodesystemer")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("codes:system", args=[self.pk])


class ReleaseQuerySet(models.QuerySet["Release"]):
    """The questions asked of releases."""

    def newest(self) -> Self:
        """The newest release of each system."""
        return self.order_by("system_id", "-number").distinct("system_id")


class Release(models.Model):
    """What was imported into a system at one time, with where it came from. Only ever added.

    ``date`` is the source's own date, ``rows`` the number of concepts it gave, ``complete`` whether the
    source lists the whole system, so that what it leaves out is closed.
    """

    system = models.ForeignKey(CodeSystem, models.PROTECT, verbose_name="kodesystem", related_name="releases")
    number = models.PositiveIntegerField("nummer")
    title = models.CharField("navn", max_length=100)
    date = models.DateField("kildens dato")
    source = models.CharField("kilde", max_length=500)
    file_name = models.CharField("fil", max_length=200)
    format = models.CharField("format", max_length=40)
    sha256 = models.CharField("aftryk", max_length=64)
    rows = models.PositiveIntegerField("koder")
    complete = models.BooleanField("hele kodesystemet")
    licence = models.CharField("licens", max_length=300, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="indlæst af", related_name="+", null=True
    )
    imported_at = models.DateTimeField("indlæst", auto_now_add=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "udgave"
        verbose_name_plural = "udgaver"
        ordering: ClassVar = ["system_id", "-number"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["system", "number"], name="a_release_number_once_in_a_system"),
        ]

    def __str__(self) -> str:
        return f"{self.system.title}, {self.title}"


def holding(number: int) -> Q:
    """That a row of a concept held in that release of its system."""
    return (Q(until=None) | Q(until__gt=number)) & Q(since__lte=number)


class ConceptQuerySet(models.QuerySet["Concept"]):
    """The questions asked of concepts."""

    def current(self) -> Self:
        """The rows that hold in the newest release of their system."""
        return self.filter(until=None)

    def at(self, number: int) -> Self:
        """The rows that held in that release; meant for the concepts of one system."""
        return self.filter(holding(number))


class Concept(models.Model):
    """A code of a system, as it was from release ``since`` and before release ``until``.

    ``key`` is what is compared (1.4); ``unit`` is a fact of a measurement code (3.6); ``parent`` is the key
    of the code above it, empty at the top; ``synonyms`` are other names; ``opened`` and ``closed`` are the
    days the source gives; ``replaced_by`` is the key to use instead. ``words`` are the words it is found by
    and ``rank`` the order among equals, small first.
    """

    system = models.ForeignKey(CodeSystem, models.PROTECT, verbose_name="kodesystem", related_name="concepts")
    code = models.CharField("kode", max_length=40)
    key = models.CharField("normaliseret kode", max_length=40)
    title = models.CharField("betegnelse", max_length=300)
    unit = models.CharField("enhed", max_length=40, blank=True)
    parent = models.CharField("overordnet", max_length=40, blank=True)
    synonyms = ArrayField(
        models.CharField(max_length=300), verbose_name="andre navne", default=list, blank=True
    )
    opened = models.DateField("gyldig fra", null=True, blank=True)
    closed = models.DateField("gyldig til", null=True, blank=True)
    replaced_by = models.CharField("erstattet af", max_length=40, blank=True)
    rank = models.PositiveIntegerField("plads", default=0)
    words = SearchVectorField("ord", null=True)
    since = models.PositiveIntegerField("fra udgave")
    until = models.PositiveIntegerField("før udgave", null=True, blank=True)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = "kode"
        verbose_name_plural = "koder"
        ordering: ClassVar = ["system_id", "code"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["system", "key"], condition=Q(until=None), name="a_code_once_in_a_system"
            ),
            models.UniqueConstraint(fields=["system", "key", "since"], name="a_code_changes_once_a_release"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="a_concept_holds_for_a_release"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["system", "parent", "key"], name="concept_children"),
            models.Index(fields=["key"], name="concept_by_prefix", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("codes:concept", args=[self.system_id, self.key])


class CodeMap(models.Model):
    """A map from one system to another as somebody published it: material for suggestions, never a rule."""

    title = models.CharField("navn", max_length=100)
    from_system = models.ForeignKey(CodeSystem, models.PROTECT, verbose_name="fra", related_name="+")
    to_system = models.ForeignKey(CodeSystem, models.PROTECT, verbose_name="til", related_name="+")
    date = models.DateField("kildens dato")
    source = models.CharField("kilde", max_length=500)
    file_name = models.CharField("fil", max_length=200)
    sha256 = models.CharField("aftryk", max_length=64)
    rows = models.PositiveIntegerField("forbindelser")
    licence = models.CharField("licens", max_length=300, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="indlæst af", related_name="+", null=True
    )
    imported_at = models.DateTimeField("indlæst", auto_now_add=True)

    class Meta:
        verbose_name = "kodeoversættelse"
        verbose_name_plural = "kodeoversættelser"
        ordering: ClassVar = ["from_system_id", "to_system_id", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title


class Mapping(models.Model):
    """That a map connects two codes. Keys are compared as concepts' are; either may be unknown here."""

    map = models.ForeignKey(CodeMap, models.CASCADE, verbose_name="oversættelse", related_name="mappings")
    from_key = models.CharField("fra kode", max_length=40, db_index=True)
    to_key = models.CharField("til kode", max_length=40, db_index=True)
    relation = models.CharField("forhold", max_length=40, blank=True)
    remark = models.CharField("bemærkning", max_length=300, blank=True)

    class Meta:
        verbose_name = "forbindelse"
        verbose_name_plural = "forbindelser"
        ordering: ClassVar = ["from_key", "to_key"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["map", "from_key", "to_key"], name="two_codes_are_connected_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_key} → {self.to_key}"


class ImportQuerySet(models.QuerySet["Import"]):
    """The questions asked of imports."""

    def to_tell(self) -> Self:
        """Those that are open, and those that came to nothing lately."""
        lately = Q(state=Import.State.FAILED, changed_at__gt=now() - LATELY)
        return self.filter(Q(state__in=Import.OPEN) | lately)

    def under_way(self) -> Self:
        """Those that a worker has, or should have: one that stopped by itself waits for a person."""
        return self.filter(state__in=[*Import.AT_WORK, Import.State.WAITING])


class Import(models.Model):
    """A file on its way into a system: how far it is, or what stopped it. Unseen before it is done.

    A file of codes goes into ``system``; a map goes from ``system`` to ``to_system``. ``rows_read`` is how
    many of its rows are staged, and so where reading goes on after a stop.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Venter"
        READING = "reading", "Læses"
        LOADING = "loading", "Lægges ind"
        DONE = "done", "Lagt ind"
        UNCHANGED = "unchanged", "Lagt ind i forvejen"
        FAILED = "failed", "Kunne ikke læses"
        INTERRUPTED = "interrupted", "Afbrudt"
        GIVEN_UP = "given-up", "Opgivet"

    AT_WORK: ClassVar = (State.READING, State.LOADING)
    OPEN: ClassVar = (State.WAITING, *AT_WORK, State.INTERRUPTED)

    system = models.ForeignKey(CodeSystem, models.PROTECT, verbose_name="kodesystem", related_name="imports")
    to_system = models.ForeignKey(
        CodeSystem, models.PROTECT, verbose_name="oversat til", related_name="+", null=True, blank=True
    )
    format = models.CharField("format", max_length=40)
    title = models.CharField("navn", max_length=100)
    date = models.DateField("kildens dato")
    source = models.CharField("kilde", max_length=500)
    licence = models.CharField("licens", max_length=300, blank=True)
    complete = models.BooleanField("hele kodesystemet", default=True)
    file_name = models.CharField("fil", max_length=200)
    stored_as = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("bytes")
    sha256 = models.CharField("aftryk", max_length=64)
    state = models.CharField("tilstand", max_length=20, choices=State, default=State.WAITING)
    lines_read = models.PositiveIntegerField("linjer læst", default=0)
    rows_read = models.PositiveIntegerField("koder læst", default=0)
    bytes_read = models.PositiveBigIntegerField("bytes læst", default=0)
    problem = models.TextField("hvad der var galt", blank=True)
    release = models.ForeignKey(
        Release, models.PROTECT, verbose_name="udgave", related_name="imports", null=True
    )
    map = models.ForeignKey(
        CodeMap, models.PROTECT, verbose_name="oversættelse", related_name="imports", null=True
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="af", related_name="+", null=True
    )
    begun_at = models.DateTimeField("påbegyndt", auto_now_add=True)
    changed_at = models.DateTimeField("sidst set", auto_now=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "indlæsning"
        verbose_name_plural = "indlæsninger"
        ordering: ClassVar = ["-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.file_name}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("codes:import", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it may still become a release."""
        return self.state in Import.OPEN

    @property
    def percent(self) -> int:
        """How much of the file has been read."""
        return min(100, 100 * self.bytes_read // self.size) if self.size else 0


class StagedConcept(models.Model):
    """A concept that was read from a file and is not seen yet; gone when the import is done or given up."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="staged")
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=40, blank=True)
    parent = models.CharField(max_length=40, blank=True)
    synonyms = ArrayField(models.CharField(max_length=300), default=list)
    opened = models.DateField(null=True)
    closed = models.DateField(null=True)
    replaced_by = models.CharField(max_length=40, blank=True)
    rank = models.PositiveIntegerField(default=0)
    words = ArrayField(models.CharField(max_length=100), default=list)

    class Meta:
        verbose_name = "læst kode"
        verbose_name_plural = "læste koder"
        ordering: ClassVar = ["of_id", "line"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of", "key"], name="a_code_once_in_an_import"),
        ]

    def __str__(self) -> str:
        return self.code


class StagedConnection(models.Model):
    """A connection of a map that was read from a file and is not seen yet, like a staged concept."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="connections")
    line = models.PositiveIntegerField()
    from_key = models.CharField(max_length=40)
    to_key = models.CharField(max_length=40)
    relation = models.CharField(max_length=40, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "læst forbindelse"
        verbose_name_plural = "læste forbindelser"
        ordering: ClassVar = ["of_id", "line"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.from_key} → {self.to_key}"
