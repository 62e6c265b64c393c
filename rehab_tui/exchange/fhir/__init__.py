"""FHIR R4: the rows of a patient record as a Bundle; `bundle` is what others use."""
