from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as real

from cockpit.checks import InsecureSettings, refuse_insecure

SAFE: dict[str, Any] = {
    "DEVELOPMENT": False,
    "INSECURE_KEY": real.INSECURE_KEY,
    "SECRET_KEY": "k" * 60,
    "DEBUG": False,
    "BASE_URL": "https://profiler.example.org",
    "ALLOWED_HOSTS": ["profiler.example.org"],
    "DEMO_SIGN_INS_SHOWN": False,
}


def refuse(**changes: Any) -> None:
    refuse_insecure(SimpleNamespace(**{**SAFE, **changes}))  # type: ignore[arg-type]


def test_safe_settings_start() -> None:
    refuse()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SECRET_KEY": real.INSECURE_KEY}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"DEBUG": True}, "DEBUG"),
        ({"BASE_URL": "http://profiler.example.org"}, "BASE_URL"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": []}, "ALLOWED_HOSTS"),
        ({"DEMO_SIGN_INS_SHOWN": True}, "DEMO_SIGN_INS_SHOWN"),
    ],
)
def test_production_refuses_an_insecure_setting_by_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(InsecureSettings, match=named):
        refuse(**changes)


def test_every_reason_is_told_at_once() -> None:
    with pytest.raises(InsecureSettings) as refused:
        refuse(DEBUG=True, ALLOWED_HOSTS=["*"])
    assert "DEBUG" in str(refused.value)
    assert "ALLOWED_HOSTS" in str(refused.value)


def test_development_serves_this_machine() -> None:
    refuse(
        DEVELOPMENT=True, SECRET_KEY=real.INSECURE_KEY, DEBUG=True, ALLOWED_HOSTS=["localhost", "127.0.0.1"]
    )


def test_development_settings_refuse_to_serve_others() -> None:
    with pytest.raises(InsecureSettings, match=r"profiler\.example\.org"):
        refuse(DEVELOPMENT=True, ALLOWED_HOSTS=["localhost", "profiler.example.org"])


@pytest.mark.parametrize("module", ["cockpit.wsgi", "cockpit.celery"])
def test_no_process_starts_production_on_defaults(module: str) -> None:
    start = "from cockpit.celery import app; app.loader.import_default_modules()"
    code = start if module == "cockpit.celery" else f"import {module}"
    environment = {**os.environ, "DEVELOPMENT": "false"}
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=real.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert result.returncode != 0
    assert "InsecureSettings" in result.stderr
