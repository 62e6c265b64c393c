"""Answers about warning signs as FHIR: yes and no for each sign that was asked; one that was not asked is not there."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from rehab_tui.domain.symptom import NOT_SURE, UNSURE
from rehab_tui.exchange.fhir.codes import Coder, Resource, own, quantity
from rehab_tui.exchange.fhir.resources import note, same_id
from rehab_tui.rules import SIGN_RULES, sign_name

_FORMS = {"daily": "daily form", "full": "full list", "picked": "picked signs"}


class Observes(Protocol):
    """What turns a value of an entry into an observation."""

    patient: str
    coder: Coder

    def observation(
        self, row: Mapping[str, Any], name: str, code: Resource, value: Resource, *, kind: str = "survey"
    ) -> Resource:
        """Return an observation of an entry's date."""


def sign_resources(entries: Observes, row: Mapping[str, Any]) -> Iterator[Resource]:
    """Yield an observation for each sign that was asked or reported, and for a temperature."""
    fact = row["fact"]
    form = f"Asked on the {_FORMS[fact['form']]}"
    reported = {report["symptom"] for report in fact["reports"]}
    for sign in fact["asked"]:
        if sign not in reported and sign not in fact["companions"]:
            yield entries.observation(
                row, same_id(row["id"], f"{sign}:"), _code(entries, sign), {"valueBoolean": False, **note(form)}
            )
    said_beside = [one for one in fact["companions"] if not one.endswith(UNSURE)]
    doubted = {one for one in said_beside if f"{one}{UNSURE}" in fact["companions"]}
    with_doubts = ", ".join(f"{one} (not sure)" if one in doubted else one for one in said_beside)
    beside = f"With: {with_doubts}" if said_beside else None
    for report in fact["reports"]:
        side = report["side"]
        since = f"since {report['since']}" if report["since"] else None
        said = ", ".join(part for part in (report["answer"], since, report["text"]) if part)
        place = {"bodySite": entries.coder.place(side, None, side)} if side else {}
        value = {"valueBoolean": True, **place, **note(said, form, beside, row["note"])}
        name = same_id(row["id"], f"{report['symptom']}:{side or ''}")
        yield entries.observation(row, name, _code(entries, report["symptom"]), value)
    for companion in said_beside:
        value = {"valueBoolean": True, **note(NOT_SURE if companion in doubted else None, form)}
        yield entries.observation(row, same_id(row["id"], f"{companion}:"), _code(entries, companion), value)
    if fact["temperature_c"] is not None:
        value = {"valueQuantity": quantity(fact["temperature_c"], "Cel")}
        code = entries.coder.concept("Body temperature", own("measure", "temperature"))
        yield entries.observation(row, same_id(row["id"], "temperature"), code, value)


def _code(entries: Observes, sign: str) -> Resource:
    """Return a sign, or what was asked beside one; a sign has its rule. Its own code has no verified counterpart."""
    rule = SIGN_RULES.get(sign)
    return entries.coder.concept(sign_name(sign), *([own("rule", rule.id)] if rule else []), own("sign", sign))
