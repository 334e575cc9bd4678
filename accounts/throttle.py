"""Slowing down password guessing: wrong attempts are counted for a while, then forgotten.

Three counters, each with its own limit: one person from one address, one address, one person. The first
is the lowest, so that somebody elsewhere cannot keep a person out by guessing. Nobody is locked out for
longer than :data:`MINUTES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MINUTES = 15
LIMITS = {"person-at-address": 5, "address": 50, "person": 50}


@dataclass(frozen=True)
class Attempt:
    """An attempt to sign in as ``email`` from ``address``."""

    email: str
    address: str

    @classmethod
    def of(cls, request: HttpRequest) -> Attempt:
        """The attempt a posted sign-in form makes."""
        return cls(request.POST.get("username", "").strip().lower(), client_address(request))

    def is_throttled(self) -> bool:
        """Whether one of the limits is reached."""
        counts = cache.get_many(self._keys().values())
        return any(counts.get(key, 0) >= LIMITS[name] for name, key in self._keys().items())

    def count_failure(self) -> None:
        """Remember one wrong attempt until :data:`MINUTES` after the first."""
        for key in self._keys().values():
            cache.add(key, 0, timeout=MINUTES * 60)
            cache.incr(key)

    def forget_failures(self) -> None:
        """The right password was given: this person at this address starts afresh."""
        cache.delete(self._keys()["person-at-address"])

    def _keys(self) -> dict[str, str]:
        subjects = {
            "person-at-address": f"{self.email} {self.address}",
            "address": self.address,
            "person": self.email,
        }
        return {
            name: f"sign-in:{name}:{sha256(subject.encode()).hexdigest()}"
            for name, subject in subjects.items()
        }


def client_address(request: HttpRequest) -> str:
    """Who is asking: what the proxy in front of us saw, or the other end of the connection."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if forwarded:
            return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
