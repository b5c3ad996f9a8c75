"""The profiles the business has today: what they are for, how safe, how they look."""
