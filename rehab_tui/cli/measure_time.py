"""What the commands say of a measure whose time has come."""

from rehab_tui.domain.measure_table import Measure


def time_for(measure: Measure) -> str:
    """Return the measure, what it asks and how often, and the command that keeps it."""
    numbers = " ".join("N" for _ in measure.items or (measure.name,))
    return f"{measure.name} ({measure.asks}): rehab log measure {measure.id} {numbers}"
