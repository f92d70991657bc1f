"""The room of scanned pages: drop or choose files, file by hand what waits, look at what is filed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedWidget, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.scans import ScanPage
from osdesk.services import scan_folder, scans
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.empty import Empty
from osdesk.ui.kit.filters import FilterChip, FilterChips
from osdesk.ui.kit.labels import Ground, Hairline
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.page import Page
from osdesk.ui.scans.filing import Filing, Report
from osdesk.ui.scans.listed import DISCARDED, FILED, MODES, WAITING, Listed, empty_words, everything
from osdesk.ui.scans.pictures import PagePictures
from osdesk.ui.scans.rows import RowList
from osdesk.ui.scans.saving import save_copies
from osdesk.ui.scans.strips import ProgressStrip, TroubleStrip, WatchStrip
from osdesk.ui.scans.tray import DiscardedHead, FiledHead, WaitingHead
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import current

#: Logical pixels: the list, the list in a narrow window, and from which width on there is room.
_LIST, _NARROW_LIST, _ROOMY = 400, 264, 1080
_NAMES = "*.pdf *.tif *.tiff *.jpg *.jpeg *.png *.heic *.heif *.webp *.bmp"


class ScansPage(Page):
    """List at the left, the page large at the right."""

    key = "scans"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._token = object()
        self._listed = Listed()
        #: The page that *Undo* is bringing back, 0 for none: it is looked at again.
        self._had_back = 0
        self.filing = Filing(desk.office, desk.tasks, self)
        self.choose_button = Button(_("Choose &files…"), self.choose, kind="filled", icon="folder-open")
        self.chips = FilterChips()
        self.chips.add(WAITING, FilterChip(_("In the tray")))
        self.chips.add(FILED, FilterChip(_("Filed")))
        self.chips.add(DISCARDED, FilterChip(_("Discarded")))
        self.chips.choose(WAITING)
        self.rows = RowList()
        self.rows.setAccessibleName(_("Scanned pages"))
        self.pictures = PagePictures(desk)
        self.waiting_head = WaitingHead(desk)
        self.filed_head = FiledHead()
        self.discarded_head = DiscardedHead()
        self.progress, self.troubles, self.watch = ProgressStrip(), TroubleStrip(), WatchStrip()
        choose = Button(_("Choose files…"), self.choose)
        self.empty = Empty("", "", choose, links=(Button(_("Watch a folder…"), self.watch_folder, kind="link"),))
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.offer("delete", self.throw_away, enabled=False)

    def _lay_out(self) -> None:
        self._heads = QStackedWidget()
        for head in (self.waiting_head, self.filed_head, self.discarded_head):
            self._heads.addWidget(head)
        tools = Ground("surface")
        turn_left, turn_right, *zoom = self.pictures.tools
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.setSpacing(current().px(2))
        self._tool_rows = bar(None, turn_left, turn_right, gap=2), bar(*zoom, gap=2)
        for row in self._tool_rows:
            self._tools.addLayout(row)
        tools.setLayout(column(self._tools, None, margins=(0, 4, 12, 0)))
        top = bar(self._heads, 1, gap=0)
        top.addWidget(tools)
        shown = Ground("desk")
        shown.setLayout(column(top, Hairline(), self.pictures, 1, gap=0))
        self._right = QStackedWidget()
        self._right.addWidget(self.empty)
        self._right.addWidget(shown)
        self._left = Ground("surface")
        chips = column(self.chips, margins=(12, 10, 12, 10))
        self._left.setLayout(column(chips, Hairline(), self.rows, 1, self.watch, gap=0))
        self._left.setFixedWidth(current().px(_LIST))
        middle = bar(gap=0)
        for part in (self._left, Hairline(standing=True)):
            middle.addWidget(part)
        middle.addWidget(self._right, 1)
        self.setLayout(column(self.progress, self.troubles, middle, 1, gap=0))

    def _connect(self) -> None:
        self.chips.chosen.connect(self._switch)
        self.rows.chosen.connect(self._show_chosen)
        self.rows.opened.connect(self._opened)
        self.rows.unwanted.connect(self.throw_away)
        head = self.waiting_head
        head.filed.connect(self.file)
        head.discard_wanted.connect(self.throw_away)
        head.moved.connect(self.rows.step)
        self.filed_head.open_wanted.connect(self._open_order)
        self.filed_head.beside_wanted.connect(lambda: self._open_order(beside=True))
        self.filed_head.save_wanted.connect(self._save)
        self.filed_head.take_away_wanted.connect(self._take_away)
        self.discarded_head.restore_wanted.connect(self._restore)
        self.filing.moved.connect(self._show_progress)
        self.filing.ended.connect(self._tell)
        self.filing.stopped.connect(self.desk.tasks.failure)
        self.progress.cancel_wanted.connect(self.filing.cancel)
        self.troubles.closed.connect(self._close_troubles)
        self.watch.choose_wanted.connect(self.watch_folder)
        self.watch.stop_wanted.connect(lambda: self._watch(""))
        self.desk.changes.happened.connect(self._news)
        if self.desk.watching is not None:
            self.desk.watching.changed.connect(self._show_watching)
        self._show_watching()

    # The page

    def title(self) -> str:
        """The room's name."""
        return _("Scans")

    def bar_actions(self) -> Sequence[QWidget]:
        """The one filled button."""
        return (self.choose_button,)

    def shown(self, first: bool) -> None:
        """Ask each time; the keyboard goes where it files."""
        self._ask()
        self._show_watching()
        self._give_keyboard()

    # What comes in

    def choose(self) -> None:
        """Choose files to be filed."""
        self.desk.prompts.open_files(self, _("Scanned pages"), "scans", [(_("Scans"), _NAMES)], self.take)

    def take(self, paths: Iterable[Path]) -> None:
        """File these, and what lies in folders among them."""
        chosen = list(paths)
        names = [str(path) for path in chosen]
        if not any(path.is_dir() for path in chosen):
            self.filing.take(names)
            return
        # A folder may be long, and on a network.
        run = self.desk.tasks.run
        run(Lane.NET, scan_folder.within, names, done=self.filing.take, owner=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list gives way to the page, and its tools to the field."""
        super().resizeEvent(event)
        look = current()
        roomy = self.width() >= look.px(_ROOMY)
        self._left.setFixedWidth(look.px(_LIST if roomy else _NARROW_LIST))
        ways = QBoxLayout.Direction
        self._tools.setDirection(ways.LeftToRight if roomy else ways.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """With the narrow list and the tools in two rows, however wide it is now."""
        hint = super().minimumSizeHint()
        spared = self._left.width() - current().px(_NARROW_LIST)
        if self._tools.direction() == QBoxLayout.Direction.LeftToRight:
            spared += self._tools.sizeHint().width() - max(row.sizeHint().width() for row in self._tool_rows)
        return QSize(hint.width() - spared, hint.height())

    def watch_folder(self) -> None:
        """Choose the folder that the scanner writes to."""
        self.desk.prompts.folder(self, _("The scanner's folder"), "scans", lambda path: self._watch(str(path)))

    def _watch(self, folder: str) -> None:
        if self.desk.watching is not None:
            self.desk.watching.watch(folder)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.progress.say(_("Drop the scans to file them"), cancellable=False)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        super().dragLeaveEvent(event)
        self._show_progress()

    def dropEvent(self, event: QDropEvent) -> None:
        """File them."""
        event.acceptProposedAction()
        self._show_progress()
        self.take(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())

    def _show_progress(self) -> None:
        words = self.filing.words()
        cancel = self.filing.cancel if words and not self.filing.stopping else None
        self.progress.say(words, cancellable=cancel is not None)
        self.desk.go.set_work("scans", words, cancel)

    def _tell(self, report: Report) -> None:
        self.troubles.say(report.troubles)
        words = report.words()
        if words:
            self.desk.go.say(words)

    def _show_watching(self) -> None:
        watching = self.desk.watching
        self.watch.setVisible(watching is not None)
        if watching is not None:
            self.watch.show_watching(watching)
            if watching.troubles:
                self.troubles.say(watching.troubles)

    def _close_troubles(self) -> None:
        self.troubles.say(())
        if self.desk.watching is not None:
            self.desk.watching.troubles.clear()

    # Lists

    def _news(self, changes: Changes) -> None:
        if changes.touches(Subject.SCAN) and self.isVisible() and changes.initiator is not self._token:
            self._ask()

    def _ask(self) -> None:
        self.desk.tasks.run(Lane.READ, everything, self.desk.office, done=self._take_all, owner=self, latest="all")

    def _take_all(self, listed: Listed) -> None:
        self._listed = listed
        self._show_rows()
        if self.chips.current() == WAITING and self._had_back in (row.key for row in self.rows.rows):
            self.rows.choose(self._had_back)
            self._had_back = 0

    def _switch(self, mode: str) -> None:
        self.chips.choose(mode)
        # A page and an order may have the same key.
        self.rows.show_rows(())
        self._show_rows()
        self._give_keyboard()

    def _show_rows(self, *, done: bool = False) -> None:
        """Show what is listed; `done` says that what was looked at is dealt with, and the keyboard goes to the next."""
        mode, listed = self.chips.current(), self._listed
        rows = listed.rows(mode, self.desk.office.now())
        self.chips.set_counts(listed.counts)
        self.rows.show_rows(rows)
        self._left.setVisible(any(listed.counts.values()))
        keyboard = QApplication.focusWidget()
        had_keyboard = keyboard is not None and (
            self._right.isAncestorOf(keyboard) or (keyboard is self.choose_button and self._right.currentIndex() == 0)
        )
        before = self._right.currentIndex()
        self._right.setCurrentIndex(1 if rows else 0)
        if not rows:
            self.empty.say(*empty_words(mode, listed))
            self.menu_actions["delete"].setEnabled(False)
        # Whoever went on to a button stays there while pages come in.
        if had_keyboard and (done or before != self._right.currentIndex()):
            self._give_keyboard()

    def _show_chosen(self) -> None:
        mode, key = self.chips.current(), self.rows.current_key()
        self.menu_actions["delete"].setEnabled(mode == WAITING and key is not None)
        if key is None:
            return
        self._heads.setCurrentIndex(MODES.index(mode))
        if mode == FILED:
            self.filed_head.show_order(self._listed.order(key))
            self._show_copies(key)
            return
        page = self._listed.page(key)
        if mode == WAITING:
            ids = self.rows.keys()
            self.waiting_head.show_page(page, ids, self._listed.why(page), self._listed.suggested(ids))
        else:
            self.discarded_head.show_page(page, len(self.rows.keys()))
        self.pictures.show_pages((page,))

    def _show_copies(self, order_id: int) -> None:
        self.desk.tasks.run(
            Lane.READ,
            scans.signed_copies,
            self.desk.office,
            order_id,
            done=self.pictures.show_pages,
            owner=self,
            latest="copies",
        )

    def _give_keyboard(self) -> None:
        if self._right.currentIndex() == 0:
            self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.chips.current() == WAITING:
            self.waiting_head.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _opened(self, _key: int) -> None:
        if self.chips.current() == FILED:
            self._open_order()
        else:
            self._give_keyboard()

    # Verbs

    def file(self, order_id: int, title: str) -> None:
        """File the chosen pages with that order; the next page comes up at once."""
        ids = self.rows.keys()

        def done(before: tuple[ScanPage, ...]) -> None:
            words = ngettext("{count} page filed with {order}", "{count} pages filed with {order}", len(before))
            self._say(words.format(count=len(before), order=title), before)

        self._change(partial(scans.file_by_hand, initiator=self._token), ids, order_id, done=done)

    def throw_away(self) -> None:
        """Throw the chosen pages away, with a way back."""
        ids = self.rows.keys()
        if self.chips.current() != WAITING or not ids:
            return

        def done(before: tuple[ScanPage, ...]) -> None:
            words = ngettext("{count} page discarded", "{count} pages discarded", len(before))
            self._say(words.format(count=len(before)), before)

        self._change(partial(scans.discard, initiator=self._token), ids, done=done)

    def _take_away(self) -> None:
        ids = [page.id or 0 for page in self.pictures.pages]

        def done(before: tuple[ScanPage, ...]) -> None:
            words = ngettext("{count} page is in the tray again", "{count} pages are in the tray again", len(before))
            self._say(words.format(count=len(before)), before)
            self._ask()

        run = partial(scans.take_away, initiator=self._token)
        self.desk.tasks.run(Lane.WRITE, run, self.desk.office, ids, done=done, owner=self)

    def _restore(self) -> None:
        run = partial(scans.take_away, initiator=self._token)
        self._change(run, self.rows.keys(), done=lambda _before: None)

    def _change(
        self,
        verb: Callable[..., tuple[ScanPage, ...]],
        ids: Sequence[int],
        *args: object,
        done: Callable[[tuple[ScanPage, ...]], object],
    ) -> None:
        """Do it, and show the next page at once: who types numbers must not wait for the disk."""
        if not ids:
            return
        self._listed = self._listed.without(ids)
        self._show_rows(done=True)

        def stored(before: tuple[ScanPage, ...]) -> None:
            done(before)
            self._ask()

        def failed(error: BaseException) -> None:
            self._ask()
            self.desk.tasks.failure.emit(error)

        self.desk.tasks.run(
            Lane.WRITE, verb, self.desk.office, tuple(ids), *args, done=stored, failed=failed, owner=self
        )

    def _say(self, words: str, before: tuple[ScanPage, ...]) -> None:
        desk = self.desk

        def undo() -> None:
            self._had_back = before[0].id or 0 if before else 0
            desk.tasks.run(Lane.WRITE, scans.put_back, desk.office, before)

        desk.go.say(words, undo)

    def _open_order(self, *, beside: bool = False) -> None:
        key = self.rows.current_key()
        if self.chips.current() == FILED and key is not None:
            self.desk.go.order(key, paper=beside)

    def _save(self) -> None:
        key = self.rows.current_key()
        if key is not None and self.chips.current() == FILED:
            save_copies(self.desk, self, self._listed.order(key).order.number, self.pictures.pages)
