"""What an import comes after: the newest release of its system, or the newest map between its two systems."""

from __future__ import annotations

from .errors import OlderThanNewest
from .models import CodeMap, Import, Release
from .shipped import ORIGIN


def predecessor(of: Import) -> Release | CodeMap | None:
    """What is the newest now of what the import would become."""
    if of.to_system_id:
        maps = CodeMap.objects.filter(from_system=of.system_id, to_system=of.to_system_id)
        return maps.order_by("-id").first()
    return Release.objects.filter(system=of.system_id).order_by("-number").first()


def refuse_older(of: Import, newest: Release | CodeMap | None) -> None:
    """Raise ``OlderThanNewest`` when something newer is there; the shipped excerpt is in nobody's way."""
    if newest and not is_shipped(newest) and newest.date > of.date:
        raise OlderThanNewest(of.date, newest.date)


def is_shipped(newest: Release | CodeMap) -> bool:
    """Whether it came with the tool."""
    return newest.source == ORIGIN.source


def is_known(of: Import, newest: Release | CodeMap) -> bool:
    """Whether the very file is the newest already."""
    return newest.sha256 == of.sha256
