"""A selection read into what it asks of a record (3.1, 3.2, 2.3-2.6)."""

from __future__ import annotations

import json
from collections.abc import Hashable
from dataclasses import dataclass, field

from ...catalogue import Element
from ...document import Anchor, Filter, Selection, Window
from ...kinds import OF_FIELD, Setting, ValueKind
from .bounds import INDEX_DATE, Bound, always_before, bound
from .code_regions import CodeBook, Codes
from .comparing import Tokens, extent_of, within_window
from .extents import ANYWHERE, Extent
from .records import END, Records

JUST_THEN = "P0D"


@dataclass
class Draft:
    """What is found about a selection so far."""

    codes: list[tuple[str, Codes]] = field(default_factory=list)
    extents: dict[str, Extent] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    others: set[Hashable] = field(default_factory=set)
    running: frozenset[Bound] = frozenset()
    room: tuple[Bound, Bound] | None = None
    anchors: tuple[Records, ...] = ()
    turned_round: bool = False

    def limit(self, name: str, extent: Extent) -> None:
        """The field has a value, and it lies there."""
        self.present.add(name)
        if name in self.extents:
            self.extents[name] = self.extents[name].meet(extent)
        elif extent != ANYWHERE:
            self.extents[name] = extent


class RecordsReader:
    """Reads selections; two that ask for the same give one object."""

    def __init__(self, setting: Setting, codes: CodeBook) -> None:
        self.setting = setting
        self.codes = codes
        self.tokens = Tokens()
        self._known: dict[Hashable, Records] = {}
        self._read: dict[int, tuple[Selection, Records]] = {}
        self._elements = {element.id: element for element in setting.catalogue.elements}

    def key_date(self, records: Records) -> str:
        return self._elements[records.element].key_date

    def kind_of(self, records: Records, name: str) -> ValueKind:
        return OF_FIELD[self._elements[records.element].field(name).type]

    def read(self, selection: Selection) -> Records:
        """What a selection of the document asks for; read once."""
        known = self._read.get(id(selection))
        if known is None or known[0] is not selection:
            known = self._read[id(selection)] = (selection, self._made(selection))
        return known[1]

    def _made(self, selection: Selection) -> Records:
        element = self._elements[selection.element]
        draft = Draft()
        draft.present.add(element.key_date)
        for asked in selection.where:
            self._filter(draft, element, asked)
        self._window(draft, element, selection.window or Window(to=JUST_THEN))
        return self._one(element, draft)

    def _one(self, element: Element, draft: Draft) -> Records:
        records = Records(
            element.id,
            tuple(draft.codes),
            draft.extents,
            frozenset(draft.present),
            frozenset(draft.absent),
            draft.running,
            draft.room,
            frozenset(draft.others),
            draft.anchors,
            draft.turned_round,
        )
        return self._known.setdefault(records.key, records)

    def _filter(self, draft: Draft, element: Element, asked: Filter) -> None:
        name = asked.field
        if asked.missing is not None:
            (draft.absent if asked.missing else draft.present).add(name)
        elif asked.in_ is not None:
            draft.present.add(name)
            draft.codes.append((name, self.codes[asked.in_]))
        elif asked.operator is None:
            draft.limit(name, self.tokens.extent(*(asked.one_of or (asked.is_ or "",))))
        else:
            self._comparison(draft, element, asked)

    def _comparison(self, draft: Draft, element: Element, asked: Filter) -> None:
        kind = OF_FIELD[element.field(asked.field).type]
        extent = None
        if asked.operator is not None and asked.value is not None:
            extent = extent_of(asked.operator, asked.value, kind, self.tokens)
        draft.limit(asked.field, extent or ANYWHERE)
        if extent is None:
            draft.others.add(json.dumps(asked.to_json(), sort_keys=True))

    def _window(self, draft: Draft, element: Element, window: Window) -> None:
        origin = self._origin(draft, window.anchor)
        start = bound(window.from_, origin) if window.from_ else None
        end = bound(window.to or JUST_THEN, origin)  # a missing ``to`` is the anchor itself (2.3)
        draft.turned_round = start is not None and always_before(end, start)
        if element.is_period and window.on is None:
            draft.limit(element.key_date, within_window(None, end))
            draft.running = frozenset({start}) if start is not None else frozenset()
            draft.room = (start, end) if start is not None else None
        else:
            name = END if window.on == "end" else element.key_date
            draft.limit(name, within_window(start, end))

    def _origin(self, draft: Draft, anchor: Anchor | None) -> Hashable:
        if anchor is None:
            return INDEX_DATE
        records = self.read(anchor.of)
        draft.anchors = (records,)
        return (anchor.type, records)
