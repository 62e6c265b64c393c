"""The sources of the warning signs, each in one short line (clinical rules, section 10)."""

SOURCE_NAMES = {
    "S01": "BMJ Best Practice, pressure on the nerves of the lower spine",
    "S03": "CSP Physiotherapy journal 2024, national emergency pathway",
    "S04": "NICE CKS, sciatica: reading red flags (archived)",
    "S05": "NHS Lothian, serious lumbar conditions",
    "S06": "Warning-sign card for patients (Greenhalgh, Mercer, Finucane)",
    "S08": "NHS back-pain page, when to get help (copy)",
    "S09": "NHS back-pain page, wording (news copy)",
    "S10": "Norfolk and Waveney community health, back pain",
    "S11": "Drugs.com, lumbar fusion discharge care",
    "S12": "oactdocs.com, after lumbar fusion",
    "S13": "MyMichigan Health, questions after spine surgery",
    "S14": "J Orthop Surg Res 2020, s13018-020-01948-4",
    "S15": "NHS, leg clot page",
    "S15b": "clincalcpro.com, leg clot: how soon",
    "S16": "Spinal fusion page in the style of the AAOS (orthoglobe.org)",
    "S17": "healthpages.org, when to call the surgeon",
    "S17b": "peerwell.co, after spine surgery",
    "S19": "spine-health.com, weeks 1 to 4 after fusion",
    "S20": "Yusuf 2019, spinal infection, BMC Musculoskelet Disord",
    "S21": "hcf.com.au, aftercare",
    "S22": "NHS Dynamic Health, hip page",
    "S23": "Manchester Neurosciences, spinal instrumentation",
    "S24": "Bristol Spine Clinic, warning signs",
    "S25": "Parry, daily diary of flares (Keele)",
    "S26": "Schug, IASP and ICD-11, pain after surgery",
    "doc 002": "a clinic's page on hip pain after spinal fusion",
    "doc 004": "a page on back pain after spinal fusion",
}


def source_line(source: str) -> str:
    """Return a source with its name, or its id alone where it has none here."""
    name = SOURCE_NAMES.get(source)
    return f"{source}  {name}" if name else source
