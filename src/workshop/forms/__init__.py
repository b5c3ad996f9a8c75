"""Questions as widgets: the only room that knows ipywidgets."""

from workshop.forms.form import form
from workshop.forms.live import live

__all__ = ["form", "live"]
