"""The settings file of a workshop."""

from pathlib import Path

import pytest

from workshop.errors import SettingsError
from workshop.logo import read_logo
from workshop.settings import read_settings


def write(folder: Path, text: str) -> Path:
    (folder / "workshop.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    """A folder without settings has the usual ones."""
    assert read_settings(tmp_path).rules.stretch == 1.5


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """A file saved by Windows' editor is read."""
    assert read_settings(write(tmp_path, '\ufefftitle = "T"')).title == "T"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('titel = "x"', "titel"),
        ("[rules]\nstretch = -1", "rules.stretch"),
        ('[brand]\ncolour = "red"', "brand.colour"),
        ("title = ", "cannot be read"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, text: str, words: str) -> None:
    """A key that does not fit is named with the file and what to do."""
    with pytest.raises(SettingsError) as caught:
        read_settings(write(tmp_path, text))

    assert words in str(caught.value)
    assert "workshop.toml" in caught.value.where
    assert caught.value.todo
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["../logo.svg", "none.svg", "notes.txt"])
def test_a_logo_outside_the_folder_or_no_picture_is_refused(tmp_path: Path, name: str) -> None:
    """The logo is a picture inside the folder or it is refused."""
    (tmp_path / "w").mkdir()
    (tmp_path / "logo.svg").write_text("<svg/>")
    (tmp_path / "w" / "notes.txt").write_text("x")
    settings = read_settings(write(tmp_path / "w", f'[brand]\nlogo = "{name}"'))

    with pytest.raises(SettingsError):
        read_logo(tmp_path / "w", settings)
