"""The editorial calendar: 13 weeks made from themes, cadence and key dates."""
