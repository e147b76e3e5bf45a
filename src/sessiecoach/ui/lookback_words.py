"""The words of a terugkom on the screen: what is asked, with which keys, and how items stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.carried_kinds import CHOICES, CarriedKind, Question
from sessiecoach.domain.lookback import BESIDE, LookedBack, is_dropped, without_action
from sessiecoach.domain.progress import Progress, progress_of
from sessiecoach.domain.session import (
    Decision,
    FrameworkLine,
    Note,
    OwnQuestion,
    Promise,
    Session,
    Solution,
    Update,
)
from sessiecoach.domain.standing import ItemStatus, due_now, times_postponed, wording_now
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.carried_kinds import (
    hint_of,
    item_about,
    item_words,
    label_of,
    lasting_word,
    title_of,
)
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.numbers import counted
from sessiecoach.dutch.standing import (
    answer_words,
    improvement_words,
    status_sign,
    status_word,
    told_day,
    told_words,
    went_words,
)
from sessiecoach.export.words import Labels, labels_of
from sessiecoach.ui.widgets.asked_item import AnswerKey, AskedStep, Asking
from sessiecoach.ui.widgets.item_stands import Stand, StandGroup

_ANSWER_KEYS: Final = ("j", "d", "n", "?")
_KEYS: Final[Mapping[Question, tuple[str, ...]]] = MappingProxyType(
    {
        Question.WORKED_OUT: _ANSWER_KEYS,
        Question.APPLIED: _ANSWER_KEYS,
        Question.WENT: ("g", "w", "s", "t"),
        Question.STATUS: ("o", "l", "g", "v"),
        Question.DONE: _ANSWER_KEYS,
    }
)
"""In the order of the answers."""
_ANSWERED: Final = {str(answer): words for answer, words in answer_words.items()}
_WORDS: Final[Mapping[Question, Mapping[str, str]]] = MappingProxyType(
    {
        Question.WENT: {str(answer): words for answer, words in went_words.items()},
        Question.STATUS: {
            "open": "open",
            "started": "loopt",
            "done": "gereed",
            "dropped": "vervallen",
        },
    }
)
"""What the answers are called, where they are not yes, partly, no and unknown."""
_LEAVING: Final = "Enter verder · ← vraag terug · Esc terug"
_LEAVING_BESIDE: Final = "Enter bewaart · Esc laat het zoals het was"
_LEAVING_WORDING: Final = "Enter verder, ongewijzigd blijft de vraag zo · Esc terug"
"""With which keys one leaves a line: letters are text there."""
_KIND_STYLES: Final[Mapping[CarriedKind, str]] = MappingProxyType(
    {
        "questions": "heading",
        "framework": "decision",
        "solutions": "solution",
        "promises": "promise",
        "decisions": "decision",
        "bottlenecks": "hinders",
        "report_backs": "heading",
    }
)
_BADGE_STYLES: Final[Mapping[Progress, str]] = MappingProxyType(
    {Progress.FINISHED: "saved", Progress.WELL: "saved", Progress.WRONG: "missing"}
)


def badge(status: ItemStatus) -> str:
    """Return how an item stands: a sign and a word."""
    return f"{status_sign(status)} {status_word(status)}"


class ItemLabels:
    """What items are called, as their own meeting calls them; each meeting is numbered once."""

    def __init__(self) -> None:
        self._by_meeting: dict[str, tuple[Session, Labels]] = {}

    def of(self, item: LookedBack) -> str:
        """Return the label of an item: `O2`, `T1`, `A1`, `B3`, `K1`, `R4`."""
        each = item.carried
        label = label_of(each.kind, each.place)
        if label:
            return label
        known = self._by_meeting.get(each.meeting.header.id)
        if known is None or known[0] is not each.meeting:
            known = each.meeting, labels_of(each.meeting, private=False)
            self._by_meeting[each.meeting.header.id] = known
        return known[1].of(each.item.id) or "privé"


def text_of(item: LookedBack) -> str:
    """Return what an item says, with who sees to it first."""
    each = item.carried
    match each.item:
        case Solution() | Decision() | FrameworkLine() | Note():
            return visible(each.item.text).strip()
        case Promise():
            owner = one_line(each.item.owner) or "nog geen trekker"
            return f"{owner}: {visible(each.item.what).strip()}"
        case _:
            return item_words(each.item, each.told)


def since_words(item: LookedBack) -> str:
    """Return how long an item has been open, and what belongs to it: its day, where it lies."""
    each = item.carried
    days = f"{counted(each.days_open, 'dag', 'dagen')} {lasting_word(each.kind)}"
    words = [days]
    if each.meetings_open:
        words = [f"al {counted(each.meetings_open, 'bijeenkomst', 'bijeenkomsten')}, {days}"]
    if isinstance(each.item, Promise):
        due = due_now(each.item, each.told)
        if due is not None:
            words.append(f"voor {table_date(due)}")
        postponed = times_postponed(each.item, each.told)
        if postponed:
            words.append(f"{postponed} keer uitgesteld")
    if isinstance(each.item, Decision) and each.item.check_on is not None:
        words.append(f"na te gaan op {table_date(each.item.check_on)}")
    # The step that is asked about is the one before; what is agreed here is for next time.
    about = item_about(each.item, item.before if each.kind == "questions" else each.told)
    return " · ".join([about, *words] if about else words)


def _tick(item: LookedBack) -> str:
    if item.is_done:
        return "✓"
    return "…" if item.is_told else " "


def stand_groups(items: Iterable[LookedBack], labels: ItemLabels) -> tuple[StandGroup, ...]:
    """Return the list of items by meeting, oldest first."""
    groups = groupby(items, key=lambda each: each.carried.meeting.header.id)
    return tuple(_group(tuple(found), labels) for _id, found in groups)


def _group(items: Sequence[LookedBack], labels: ItemLabels) -> StandGroup:
    header = items[0].carried.meeting.header
    return StandGroup(
        _when(items[0].carried.meeting) + f" · {one_line(header.title) or 'bijeenkomst'}",
        tuple(
            Stand(
                item=each.carried.item.id,
                label=labels.of(each),
                text=text_of(each),
                style=_KIND_STYLES[each.carried.kind],
                badge=badge(each.carried.status),
                badge_style=_BADGE_STYLES.get(progress_of(each.carried.status), "muted"),
                since=since_words(each),
                tick=_tick(each),
                closed=not each.carried.is_open,
            )
            for each in items
        ),
    )


def _when(meeting: Session) -> str:
    return table_date(meeting.header.date) if meeting.header.date else "zonder datum"


def told_lines(updates: Iterable[Update], kind: CarriedKind | None = None) -> tuple[str, ...]:
    """Return what was told before, each with its day: `5 sep 2016: deels uitgewerkt`."""
    lines = []
    for update in updates:
        words = told_words(update, kind)
        if words:
            lines.append(f"{told_day(update)}: {words}")
    return tuple(lines)


def asking_of(
    item: LookedBack,
    question: Question | None,
    labels: ItemLabels,
    *,
    draft: str | None = None,
    reporter: str = "",
    closing: str = "",
    adopts: bool = False,
) -> Asking:
    """Return what the panel shows of an item while it asks this question.

    With `adopts` what had to get better before can become an action here.
    """
    each = item.carried
    asked = item.questions
    if item.here.remark:
        asked = (*asked, Question.REMARK)
    if question is not None and question not in asked:
        # Beside the row of questions: why it is dropped, and who tells it.
        asked = (*asked, question)
    value = draft if draft is not None else _line_value(item, question, reporter)
    return Asking(
        item=each.item.id,
        label=labels.of(item),
        style=f"${_label_colour(each.kind)}",
        origin=f"{_when(each.meeting)} · {one_line(each.meeting.header.title)}",
        text=text_of(item),
        since=since_words(item),
        badge=badge(each.status),
        told=(*_first_words(item), *told_lines(item.before, each.kind)),
        more=_adopting(item) if adopts else "",
        steps=tuple(
            AskedStep(title_of(each.kind, one), _given(item.here, one), one is question)
            for one in asked
        ),
        question=question.value if question is not None else "",
        keys=keys_of(question),
        value=value,
        turn=len(item.here.improvements),
        hint=hint_of(each.kind, question) if question is not None else "",
        leaving=_leaving(question),
        closing=closing,
    )


def _first_words(item: LookedBack) -> Iterator[str]:
    """Yield how an own question was worded first, where that is not how it is worded now."""
    question = item.carried.item
    if isinstance(question, OwnQuestion):
        first = one_line(question.text)
        if first and one_line(wording_now(question.text, item.before)) != first:
            yield f"eerst: {first}"


def _leaving(question: Question | None) -> str:
    if question is Question.WORDING:
        return _LEAVING_WORDING
    return _LEAVING_BESIDE if question in BESIDE else _LEAVING


def _adopting(item: LookedBack) -> str:
    wishes = without_action(item)
    many = "een actie" if len(wishes) == 1 else f"{len(wishes)} acties"
    words = "; ".join(improvement_words(each) for each in wishes)
    return f"i maakt er {many} van: {words}" if wishes else ""


def _label_colour(kind: CarriedKind) -> str:
    style = _KIND_STYLES[kind]
    return "muted" if style == "heading" else style


def keys_of(question: Question | None) -> tuple[AnswerKey, ...]:
    """Return the keys that answer a question; none where a line does."""
    if question is None or question not in CHOICES:
        return ()
    values = CHOICES[question]
    return tuple(
        AnswerKey(key, choice_words(question, value), value)
        for key, value in zip(_KEYS[question], values, strict=True)
    )


def choice_words(question: Question, value: str) -> str:
    """Return the words of an answer."""
    return _WORDS.get(question, _ANSWERED)[value]


def _given(told: Update, question: Question) -> str:
    """Return the answer that was given here, in words."""
    match question:
        case Question.IMPROVE:
            return "; ".join(improvement_words(each) for each in told.improvements)
        case Question.BOTTLENECK:
            return "; ".join(one_line(each) for each in told.new_bottlenecks)
        case Question.DUE:
            return table_date(told.due) if told.due else ""
        case Question.REASON if not is_dropped(told):
            return ""
    answer = getattr(told, question)
    if question in CHOICES:
        return choice_words(question, answer) if answer else ""
    return one_line(str(answer))


def _line_value(item: LookedBack, question: Question | None, reporter: str) -> str:
    if question is None or question in CHOICES:
        return ""
    if question in (Question.IMPROVE, Question.DUE):
        return ""  # another one comes beside what there is
    if question is Question.REPORTER and not item.here.reported_by:
        return reporter
    if question is Question.WORDING:
        return item.wording  # to go on from
    return _given(item.here, question)
