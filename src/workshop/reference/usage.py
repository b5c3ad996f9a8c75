"""Who uses which channel: the newest edition for each, by group, with its margin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workshop.reference.model import BANDS, Use

ADULTS = "U.S. adults 18+"


@dataclass(frozen=True)
class UsageTable:
    """Shares of U.S. adults who ever use a channel.

    Parameters
    ----------
    uses : tuple of Use
        Any editions; for each channel only the newest is looked up, the newest being the
        last year with figures for all four age bands, else the last year there is.
    """

    uses: tuple[Use, ...] = ()

    @cached_property
    def editions(self) -> dict[str, int]:
        """Return the survey year used for each channel."""
        with_bands: dict[str, dict[int, set[str]]] = {}
        newest: dict[str, int] = {}
        for use in self.uses:
            if use.population != ADULTS:
                continue
            years = with_bands.setdefault(use.channel, {})
            if use.group_kind == "age":
                years.setdefault(use.survey_year, set()).add(use.group)
            newest[use.channel] = max(use.survey_year, newest.get(use.channel, 0))
        return {
            channel: max(
                (year for year, bands in years.items() if bands >= set(BANDS)),
                default=newest[channel],
            )
            for channel, years in with_bands.items()
        }

    @cached_property
    def _cells(self) -> dict[tuple[str, str, str], Use]:
        return {
            (use.channel, use.group_kind, use.group): use
            for use in self.uses
            if use.population == ADULTS and use.survey_year == self.editions[use.channel]
        }

    def cell(self, channel: str, group_kind: str, group: str) -> Use | None:
        """Return one figure, None where the survey has none.

        Parameters
        ----------
        channel : str
        group_kind : {"total", "age", "gender", "gender_x_age", "race_ethnicity", …}
        group : str
            ``18-29``, ``Women``, ``Women 18-29``, ``Hispanic``, ``U.S. adults`` …
        """
        return self._cells.get((channel, group_kind, group))

    def total(self, channel: str) -> Use | None:
        """Return the share of all adults."""
        return self.cell(channel, "total", "U.S. adults")

    def bands(self, channel: str) -> dict[str, Use] | None:
        """Return the shares by age band, None unless all four are there."""
        found = {band: self.cell(channel, "age", band) for band in BANDS}
        cells = {band: use for band, use in found.items() if use is not None}
        return cells if len(cells) == len(BANDS) else None

    def gender_bands(self, channel: str, gender: str) -> dict[str, Use] | None:
        """Return the shares of ``Women`` or ``Men`` by age band, None unless all are there."""
        found = {band: self.cell(channel, "gender_x_age", f"{gender} {band}") for band in BANDS}
        cells = {band: use for band, use in found.items() if use is not None}
        return cells if len(cells) == len(BANDS) else None
