# SPDX-License-Identifier: MIT
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.domain.schedule import Slot, at_of, local_time, moment

ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
each_zone = pytest.mark.parametrize("zone", sorted(ZONES))


@each_zone
def test_local_time_is_ahead_of_utc_by_the_hours_of_the_zone(zone: str) -> None:
    midnight = datetime(2024, 7, 12, tzinfo=UTC)
    at = int(midnight.timestamp() * 1000)

    assert local_time(at, zone) == datetime(2024, 7, 12, ZONES[zone])  # noqa: DTZ001
    assert moment(at, zone).utcoffset() == timedelta(hours=ZONES[zone])
    assert midnight == moment(at, zone)


@each_zone
@given(at=st.integers(0, 4_102_444_800_000))
def test_moment_and_local_time_turn_back_into_the_same_milliseconds(zone: str, at: int) -> None:
    assert at == at_of(local_time(at, zone), zone)


@each_zone
@given(local=st.datetimes(datetime(1970, 1, 2), datetime(2099, 12, 31)))  # noqa: DTZ001
def test_local_time_survives_the_way_to_utc_and_back(zone: str, local: datetime) -> None:
    local = local.replace(microsecond=0)

    assert local == local_time(at_of(local, zone), zone)


@each_zone
def test_zones_have_no_daylight_saving_and_know_2038(zone: str) -> None:
    days = [datetime(year, month, 1) for year in (2024, 2038, 2040) for month in (1, 7)]  # noqa: DTZ001
    hours = {
        day - datetime.fromtimestamp(at_of(day, zone) / 1000, UTC).replace(tzinfo=None)
        for day in days
    }

    assert hours == {timedelta(hours=ZONES[zone])}


@pytest.mark.parametrize("zone", ["UTC", "", "wib", "Asia/Jakarta"])
def test_zone_that_is_not_indonesian_is_refused(zone: str) -> None:
    with pytest.raises(KeyError):
        local_time(0, zone)


def test_slot_ends_after_presentation_and_interview() -> None:
    starts = datetime(2024, 7, 12, 8, 30)  # noqa: DTZ001
    slot = Slot("s-1", "k-01", "panel-a", starts, 7, 13)

    assert slot.ends == datetime(2024, 7, 12, 8, 50)  # noqa: DTZ001
