"""A terminal diary for hip pain after spinal fusion."""

__version__ = "0.1.0"
