# SPDX-License-Identifier: MIT
"""The sample event: public facts in a made-up day, so that everything can be tried at once.

Not an official list of finalists, and no official weights: the event says so itself.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pkri_desktop.domain.record import Change
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.founding import found_event
from pkri_desktop.workflow.sample_keys import SAMPLE_PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.workflow.profile import Profile


def found_sample_event(path: Path, profile: Profile, clock: Clock) -> str:
    """Found the sample event at ``path``, and return its escrow identity.

    Raises:
        Refusal: the file exists or cannot be written.
    """
    plan = _template("sample-event.json")
    return found_event(
        path,
        sample_changes(),
        name=plan["event"]["short_name"],
        sample=True,
        passphrase=SAMPLE_PASSPHRASE,
        profile=profile,
        clock=clock,
    )


def sample_changes() -> list[Change]:
    """Return who takes part in the sample event, on which rubrics, when."""
    plan, rubrics = _template("sample-event.json"), _template("rubrics.json")
    entry_ids = {entry["code"]: entry["code"].lower() for entry in plan["entries"]}
    seen: dict[str, list[str]] = {panel["id"]: [] for panel in plan["panels"]}
    for slot in plan["slots"]:
        seen[slot["panel"]].append(entry_ids[slot["entry"]])
    day = plan["event"]["date"]
    return [
        Change("event.described", ("description",), plan["event"] | {"notice": plan["notice"]}),
        *_rubric_changes(rubrics),
        *(
            Change("agency.registered", ("agency", agency.pop("id")), agency)
            for agency in plan["agencies"]
        ),
        *(_entry_change(entry, entry_ids[entry["code"]]) for entry in plan["entries"]),
        *(
            Change("assessor.appointed", ("assessor", assessor["id"]), {"name": assessor["name"]})
            for assessor in plan["assessors"]
        ),
        *(
            Change("panel.formed", ("panel", panel.pop("id")), panel | {"entries": entries})
            for panel, entries in zip(plan["panels"], seen.values(), strict=True)
        ),
        *(
            Change(
                "slot.planned",
                ("slot", f"s-{entry_ids[slot['entry']]}"),
                {
                    "entry": entry_ids[slot["entry"]],
                    "panel": slot["panel"],
                    "starts": f"{day}T{slot['start']}",
                    "presentation": slot["presentation"],
                    "interview": slot["interview"],
                },
            )
            for slot in plan["slots"]
        ),
        *(
            Change(
                "break.planned",
                ("break", f"b-{number}"),
                {
                    "panel": pause["panel"],
                    "starts": f"{day}T{pause['start']}",
                    "minutes": pause["minutes"],
                    "name": pause["name"],
                },
            )
            for number, pause in enumerate(plan["breaks"], start=1)
        ),
    ]


def _rubric_changes(rubrics: dict[str, Any]) -> list[Change]:
    changes = []
    common = {"scale": rubrics["scale"], "explain": rubrics["explain"]}
    for position, group in enumerate(rubrics["groups"], start=1):
        named = {"code": group["code"], "name": group["name"], "position": position}
        changes.append(Change("group.registered", ("group", group["id"]), named))
        criteria = [criterion | common for criterion in group["criteria"]]
        body = {"label": rubrics["label"], "criteria": criteria}
        changes.append(Change("rubric.adopted", ("rubric", group["id"]), body))
    return changes


def _entry_change(entry: dict[str, Any], entry_id: str) -> Change:
    body = entry | {"source": entry["source_url"]}
    del body["source_url"]
    return Change("entry.registered", ("entry", entry_id), body)


def _template(name: str) -> Any:  # noqa: ANN401 -- our own file of many shapes
    folder: Path = resources_folder() / "templates"
    return json.loads((folder / name).read_text(encoding="utf-8"))
