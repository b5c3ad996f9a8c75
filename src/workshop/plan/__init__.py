"""The plan as a whole: which parts it has, in which order, and the parts no step owns."""
