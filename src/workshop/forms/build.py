"""Which control a kind of question gets."""

from __future__ import annotations

import json

from workshop.answers.kinds import Choice, Kind, Ranking, Ref, Refs, Scale, Several, YesNo
from workshop.forms.controls import (
    Control,
    Options,
    PickControl,
    RowsControl,
    SeveralControl,
    TextControl,
)
from workshop.forms.measured import MeasuredControl
from workshop.forms.ranking import RankingControl
from workshop.forms.search import LONG_LIST, SearchControl
from workshop.forms.steps import StepsControl, few_steps
from workshop.i18n import _


def control_for(kind: Kind, label: str, *, measured: bool, options: Options = ()) -> Control:
    """Return the control for a kind of question.

    Parameters
    ----------
    kind : Kind
        What may be answered.
    label : str
        The question as it is shown beside the control.
    measured : bool
        Whether the answer carries how sure it is.
    options : sequence of (label, id)
        What a reference may point at.
    """
    if measured:
        return MeasuredControl(kind, label)
    if isinstance(kind, Ref):
        # A reference table does not change while a form is open, so its choices may be searched.
        if kind.to.startswith("reference:") and len(options) > LONG_LIST:
            return SearchControl(options, label)
        return PickControl(options, label)
    if isinstance(kind, Refs):
        return RowsControl(options, label)
    if isinstance(kind, Choice):
        return PickControl([(str(each.label), each.value) for each in kind.options], label)
    if isinstance(kind, YesNo):
        answers = [(str(_("yes")), "true"), (str(_("no")), "false")]
        return PickControl(answers, label, json.loads)
    if isinstance(kind, Scale):
        steps = [(kind.show(step), str(step)) for step in range(len(kind.anchors))]
        return PickControl(steps, label, int)
    if isinstance(kind, Several):
        return SeveralControl(kind, label)
    if isinstance(kind, Ranking):
        return RankingControl(kind, label)
    few = few_steps(kind)
    return TextControl(kind, label) if few is None else StepsControl(few, label)
