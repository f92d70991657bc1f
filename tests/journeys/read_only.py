"""The office's folder can't be written to: the window says so and what can be done, and opens it once that is done."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from journeys.person import Person
from osdesk.texts import _
from osdesk.ui.orders.page import OrdersPage


def told_and_opened(person: Person, office: Path) -> None:
    """Refused, refused again, opened."""
    person.sit_down_before_trouble()
    assert person.program.desk is None
    assert person.reads(str(office)), "the sentence names the folder"
    person.picture("read-only")
    for way in (_("Choose another folder…"), _("Use this computer's folder"), _("Try again")):
        assert person.button(way).isVisible()
    person.click_button(_("Try again"))
    assert person.program.desk is None
    assert person.reads(str(office))
    for path in (office, *office.iterdir()):
        path.chmod(0o700)
    person.click_button(_("Try again"))
    person.until(lambda: isinstance(person.page, OrdersPage), "the orders come")
    person.rest()
    person.get_up()


if __name__ == "__main__":
    home = Path(sys.argv[1])
    who = Person(home / "settings.ini", home, home / "shared")
    try:
        told_and_opened(who, home / "shared")
    except BaseException:  # noqa: BLE001  told in words and a picture, and by the exit code
        traceback.print_exc()
        who.picture("lost")
        who.program.end()
        sys.exit(1)
