"""The demo: a made-up patient, and a made-up caseload. Nobody real."""
