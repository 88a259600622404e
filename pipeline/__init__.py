"""Excel-centric batch pipeline for rectification campaigns (专项治理)."""

__version__ = "0.1.0"
