"""The servers start for root and for others, keep their data, and give way to what the caller has."""

import os
import stat
from pathlib import Path

import psycopg
import pytest
import redis

from deploy import services
from deploy.progress import StepFailed

# Python 3.12 warns of a fork beside the threads of the test runner; the owner of real servers has none.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

GIVEN = {"DATABASE_URL": "postgresql://db.example/cockpit", "REDIS_URL": "redis://cache.example/0"}


def test_servers_that_are_given_are_used_and_none_is_started() -> None:
    with services.throwaway_services(GIVEN) as addresses:
        assert addresses == GIVEN


def test_postgresql_keeps_its_data_from_one_start_to_the_next(tmp_path: Path) -> None:
    for statement in ("create table kept as select 'blåbærgrød' as word", "select word from kept"):
        with (
            services.postgres(tmp_path / "postgres", logs=tmp_path) as url,
            psycopg.connect(url) as connection,
        ):
            cursor = connection.execute(statement)
    assert cursor.statusmessage == "SELECT 1"


def test_postgresql_orders_and_folds_danish_letters_whatever_the_machine_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    with services.postgres(tmp_path / "postgres", logs=tmp_path) as url, psycopg.connect(url) as connection:
        assert connection.execute("select lower('ÆØÅ')").fetchone() == ("æøå",)


def test_postgresql_starts_in_a_folder_too_deep_for_a_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * services.LONGEST_SOCKET_FOLDER)
    deep.mkdir()
    with services.postgres(deep / "postgres", logs=tmp_path) as url, psycopg.connect(url) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_data_of_another_version_is_told_with_its_folder(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    with services.postgres(data, logs=tmp_path):
        pass
    (data / "PG_VERSION").write_text("12\n")
    with (
        pytest.raises(StepFailed, match="PostgreSQL stoppede") as caught,
        services.postgres(data, logs=tmp_path),
    ):
        pass
    assert str(data) in str(caught.value)
    assert "incompatible" in str(caught.value)


def test_valkey_keeps_its_data_from_one_start_to_the_next(tmp_path: Path) -> None:
    with services.valkey(tmp_path / "valkey", logs=tmp_path) as url, redis.Redis.from_url(url) as client:
        client.set("opgave", "venter")
    with services.valkey(tmp_path / "valkey", logs=tmp_path) as url, redis.Redis.from_url(url) as client:
        assert client.get("opgave") == b"venter"


def test_a_missing_wheel_is_told_with_the_way_round_it() -> None:
    with pytest.raises(StepFailed, match="ikke installeret") as caught:
        services.wheel_folder("no_such_wheel")
    assert "DATABASE_URL" in str(caught.value)


def test_an_ordinary_user_runs_postgresql_as_herself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert services.account(tmp_path) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can own and lend folders")
def test_root_runs_postgresql_as_the_owner_of_its_data(tmp_path: Path) -> None:
    assert services.account(tmp_path / "none yet") == services.account(tmp_path) != (0, 0)
    os.chown(tmp_path, 1234, 1235)
    assert services.account(tmp_path) == (1234, 1235)


def test_folders_on_the_way_are_opened_for_passing_through_but_not_for_listing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    programs = home / "programs"
    programs.mkdir(parents=True)
    home.chmod(0o700)
    (programs / "postgres").touch(mode=0o700)
    (programs / "postgres.bki").touch(mode=0o600)
    services.open_to_others(programs, home)
    assert stat.filemode(home.stat().st_mode) == "drwx-----x"
    assert stat.filemode((programs / "postgres").stat().st_mode) == "-rwx---r-x"
    assert stat.filemode((programs / "postgres.bki").stat().st_mode) == "-rw----r--"
