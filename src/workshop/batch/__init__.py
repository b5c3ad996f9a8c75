"""A roster in, a folder of plans out."""
