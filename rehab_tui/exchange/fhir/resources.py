"""What all resources share: ids made from ids, references, instants."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from rehab_tui.domain.moment import instant_from
from rehab_tui.exchange.fhir.codes import OBSERVATION_CATEGORY, Resource, own


def same_id(origin: str, part: str) -> str:
    """Return the id of a part of something: the same each time; `origin` is an id of the diary."""
    try:
        space = UUID(origin)
    except ValueError:
        space = uuid5(NAMESPACE_URL, origin)
    return str(uuid5(space, part))


def reference(target: str) -> Resource:
    """Return a reference inside the bundle."""
    return {"reference": f"urn:uuid:{target}"}


def instant(text: str, offset_minutes: int) -> str:
    """Return a stored UTC instant with the offset the person had."""
    return instant_from(text, offset_minutes).isoformat(timespec="milliseconds")


def category(code: str) -> list[Resource]:
    """Return the category of an observation: survey, activity."""
    return [{"coding": [{"system": OBSERVATION_CATEGORY, "code": code}]}]


def note(*texts: str | None) -> Resource:
    """Return the notes there are, under their key; nothing where there are none."""
    found = [{"text": text} for text in texts if text]
    return {"note": found} if found else {}


def simulated(row: Mapping[str, Any]) -> Resource:
    """Return the mark of an entry that was made on a pretended day, under its key."""
    if not row.get("simulated"):
        return {}
    return {"meta": {"tag": [{**own("notice", "simulated"), "display": "Recorded with a simulated date"}]}}
