"""The formats the tool reads, by id, in the order they are offered."""

from __future__ import annotations

from . import claml, fhir_code_system, fhir_concept_map, lms12, map_csv, npu, plain, sks, snomed_rf2
from .format import CodeFormat, MapFormat

_CSV, _JSON = (".csv", ".txt"), (".json",)
_SDS = "Sundhedsdatastyrelsen"
_WHO_ATC = "ATC © WHO Collaborating Centre for Drug Statistics Methodology."
_ICPC = "ICPC-2 © WONCA; danske rettigheder DSAM."

CODE_FORMATS: tuple[CodeFormat, ...] = (
    CodeFormat(
        id="sks",
        title="SKScomplete (fast bredde)",
        system="sks",
        suffixes=(".txt",),
        complete=True,
        source=f"{_SDS}, SKScomplete.txt",
        licence=f"SKS stilles frit til rådighed af {_SDS}; ICD-10 © WHO.",
        parse=sks.parse,
        parents=True,
    ),
    CodeFormat(
        id="icpc-csv",
        title="ICPC-2-DK (code;text;chapter)",
        system="icpc-2-dk",
        suffixes=_CSV,
        complete=True,
        source="DSAM, ICPC-2-DK",
        licence=_ICPC,
        parse=plain.parse_icpc,
        hierarchical=True,
    ),
    CodeFormat(
        id="atc-csv",
        title="ATC (code;text)",
        system="atc",
        suffixes=_CSV,
        complete=True,
        source="WHO Collaborating Centre for Drug Statistics Methodology",
        licence=_WHO_ATC,
        parse=plain.parse_atc,
        hierarchical=True,
    ),
    CodeFormat(
        id="atc-lms",
        title="ATC fra taksten (LMS12, fast bredde)",
        system="atc",
        suffixes=(".txt",),
        complete=True,
        source="Lægemiddelstyrelsen, taksten, LMS12",
        licence=_WHO_ATC,
        parse=lms12.parse,
        hierarchical=True,
    ),
    CodeFormat(
        id="npu",
        title="NPU Definitions (CSV)",
        system="npu",
        suffixes=_CSV,
        complete=True,
        source="npu-terminology.org, NPU Definitions",
        licence="NPU © IFCC og IUPAC, NPU License Terms of Use.",
        parse=npu.parse,
    ),
    CodeFormat(
        id="mcs-csv",
        title="MedCom MCS (code;title;unit)",
        system="mcs",
        suffixes=_CSV,
        complete=True,
        source="MedCom, koder på laboratorieområdet",
        licence="MedCom.",
        parse=plain.parse_mcs,
    ),
    CodeFormat(
        id="ydelse-csv",
        title="Ydelser (speciale;ydelsesnr;text)",
        system="ydelse",
        suffixes=_CSV,
        complete=True,
        source="Overenskomst om almen praksis",
        licence="PLO og RLTN.",
        parse=plain.parse_services,
    ),
    CodeFormat(
        id="snomed-rf2",
        title="SNOMED CT (RF2 Snapshot, zip)",
        system=None,
        suffixes=(".zip",),
        complete=True,
        source=f"{_SDS}, SNOMED CT, dansk udgave",
        licence="SNOMED International; kræver licens (affiliate).",
        parse=snomed_rf2.parse,
        parents=True,
    ),
    CodeFormat(
        id="fhir-codesystem",
        title="FHIR CodeSystem (JSON)",
        system=None,
        suffixes=_JSON,
        complete=True,
        parse=fhir_code_system.parse,
    ),
    CodeFormat(
        id="claml", title="ClaML (XML)", system=None, suffixes=(".xml",), complete=True, parse=claml.parse
    ),
    CodeFormat(
        id="csv",
        title="Koder (code;title;unit)",
        system=None,
        suffixes=_CSV,
        complete=False,
        parse=plain.parse,
    ),
)

MAP_FORMATS: tuple[MapFormat, ...] = (
    MapFormat(
        id="icpc-icd-csv",
        title="ICPC-2-DK til ICD-10 (icpc;icd10)",
        system="icpc-2-dk",
        target="sks",
        suffixes=_CSV,
        complete=True,
        source="HL7 Danmark, ICPC-2-DK til ICD-10",
        licence=_ICPC,
        parse=lambda file, _: map_csv.parse_icpc_icd(file),
    ),
    MapFormat(
        id="fhir-conceptmap",
        title="FHIR ConceptMap (JSON)",
        system=None,
        suffixes=_JSON,
        complete=True,
        parse=fhir_concept_map.parse,
    ),
    MapFormat(
        id="map-csv",
        title="Forbindelser (from;to;relation;remark)",
        system=None,
        suffixes=_CSV,
        complete=False,
        parse=lambda file, _: map_csv.parse(file),
    ),
)

CODES: dict[str, CodeFormat] = {each.id: each for each in CODE_FORMATS}
MAPS: dict[str, MapFormat] = {each.id: each for each in MAP_FORMATS}
FORMATS: dict[str, CodeFormat | MapFormat] = {**CODES, **MAPS}
