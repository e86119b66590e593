"""Key results and initiatives in lists and mappings of every shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from okrlint.core.model import Field, Initiative, KeyResult
from okrlint.core.source import Span
from okrlint.core.text import Text
from okrlint.formats import tree
from okrlint.formats.ids import is_id, split_id
from okrlint.formats.records import Record, fields_of, has_words, metrics_of
from okrlint.formats.roles import WRAPS, Roles

_CHANGE_WORDS = frozenset({"from", "to", "by", "at", "least", "most", "per", "in", "of", "or", "more", "less", "and"})
_BARE_FIELDS = ("id", "target", "baseline", "current", "goal")
_SLUG_WORDS = 4
_SAMPLE = 50


class ResultReader:
    """Reads key results; `roles` say what keys mean."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles

    def read(self, node: tree.Node, section: Text | None = None) -> Iterator[KeyResult]:
        """The key results of a list, a mapping (one key result, or several by id) or a sentence."""
        for found in self._of(node):
            yield replace(found, section=section) if section else found

    def _of(self, node: tree.Node) -> Iterator[KeyResult]:
        if isinstance(node, tree.Scalar):
            if has_words(node.value):
                yield _key_result(node.text, None)
        elif isinstance(node, tree.Sequence):
            column = self._column(node)
            for item in node.items:
                yield from self._mapping(item, column) if isinstance(item, tree.Mapping) else self._of(item)
        else:
            yield from self._mapping(node)

    def _column(self, node: tree.Sequence) -> str:
        """The key of the author's own that has the sentence in most mappings of a list, "" where there is none."""
        mappings = [item for item in node.items[:_SAMPLE] if isinstance(item, tree.Mapping)]
        if len(mappings) < 2 or self.sentence(Record.of(mappings[0], self.roles)):
            return ""
        records = [Record.of(mapping, self.roles) for mapping in mappings]
        words: dict[str, list[int]] = {}
        for record in records:
            for key, value in record.entries(""):
                if isinstance(value, tree.Scalar) and has_words(value.value):
                    words.setdefault(key.value, []).append(len(value.value.split()))
        shared = {key: sum(counts) for key, counts in words.items() if len(counts) > max(1, len(records) // 3)}
        return max(shared, key=lambda key: shared[key], default="")

    def _mapping(self, mapping: tree.Mapping, column: str = "") -> Iterator[KeyResult]:
        record = Record.of(mapping, self.roles)
        if record.is_about_data(self.roles):
            return
        if column and any(key.value == column for key, _ in mapping.entries):
            record = record.called("title", column)
        sentence = self.sentence(record)
        if sentence or self._is_one(record):
            yield self._one(record, sentence)
        elif (inner := _wrapped(record)) is not None:
            yield from self._of(inner)
        elif record.holds("key_result"):
            for _, node in record.entries("key_result"):
                yield from self._of(node)
        elif not record.known():
            yield from self._by_key(mapping)

    def _is_one(self, record: Record) -> bool:
        """Whether a record without a sentence is one key result, whose first strange key may say what it is."""
        strange = self._strange(record)
        return record.known() and (
            (strange is not None and _wrapped(record) is None) or record.scalar(*_BARE_FIELDS) is not None
        )

    def _strange(self, record: Record) -> tree.Entry | None:
        """The first entry whose key is a name of its own ("KR1", "Activation")."""
        return next(record.entries("numbered", ""), None)

    def _by_key(self, mapping: tree.Mapping) -> Iterator[KeyResult]:
        """Key results by id, or by their own words."""
        for key, value in mapping.entries:
            if _has_content(key, value):
                yield self.named(key, value)

    def sentence(self, record: Record) -> tree.Scalar | None:
        """The value that is the key result's sentence."""
        metric, note = record.words("goal", "metric", "results"), record.words("note")
        if metric and note and " " not in metric.value.strip() and len(note.value.split()) >= _SLUG_WORDS:
            metric = None  # a name for machines beside the sentence for people
        title = record.title()
        if title and note and _is_name(title) and _says_how_much(note) and not record.has("target", "baseline"):
            title = note
        return record.words("key_result") or title or metric or self._metric(record) or note

    def _metric(self, record: Record) -> tree.Scalar | None:
        """The name of the metric in `metric: {name: …, baseline: …}`."""
        nodes = (node for _, node in record.entries("metric") if isinstance(node, tree.Mapping))
        return next((title for node in nodes if (title := Record.of(node, self.roles).title())), None)

    def one(self, record: Record) -> KeyResult:
        """The key result that a record describes."""
        return self._one(record, self.sentence(record))

    def _one(self, record: Record, sentence: tree.Scalar | None) -> KeyResult:
        strange = None if sentence else self._strange(record)
        if strange is not None:
            found = self.named(*strange)
            text, own, fields = found.text, found.id, (*found.fields, *fields_of(record))
        else:
            own, text = split_id(sentence.text) if sentence else (None, _empty(record))
            fields = (*metrics_of(record, sentence), *fields_of(record, sentence))
        given = record.scalar("id")
        return KeyResult(text, given.text if given else own, fields, initiatives(record, self.roles))

    def named(self, key: tree.Scalar, value: tree.Node) -> KeyResult:
        """The key result that a key and its value make: id and sentence, or words and numbers."""
        if isinstance(value, tree.Mapping):
            record = Record.of(value, self.roles)
            if self.sentence(record):
                found = self.one(record)
                return found if found.id else replace(found, id=key.text)
            found = _key_result(key.text, None)
            return replace(found, fields=fields_of(record), initiatives=initiatives(record, self.roles))
        if isinstance(value, tree.Sequence):
            return replace(_key_result(key.text, None), initiatives=tuple(work(value, self.roles)))
        return _pair(key, value)


def _wrapped(record: Record) -> tree.Node | None:
    """What programs put into a mapping of its own: `{items: […], total: 3}`, `{node: {…}}`."""
    return next(
        (value for key, value in record.entries("") if key.value in WRAPS and not isinstance(value, tree.Scalar)), None
    )


def _is_name(title: tree.Scalar) -> bool:
    return " " not in title.value.strip()


def _says_how_much(note: tree.Scalar) -> bool:
    """Whether a description is a key result itself."""
    return len(note.value.split()) >= _SLUG_WORDS and any(map(str.isdigit, note.value))


def _has_content(key: tree.Scalar, value: tree.Node) -> bool:
    """Whether an entry can be a key result at all."""
    return has_words(key.value) or (has_words(value.value) if isinstance(value, tree.Scalar) else True)


def _pair(key: tree.Scalar, value: tree.Scalar) -> KeyResult:
    """`KR1: sentence`, `Activation: 31 % to 45 %`, `Raise activation from 31 % to 45 %: 0.6`."""
    if is_id(key.value) or (_is_slug(key.value) and _has_sentence(value.value)):
        return _key_result(value.text, key.text)
    if not value.value:
        return _key_result(key.text, None)
    if len(key.value.split()) >= _SLUG_WORDS and not has_words(value.value):
        return replace(_key_result(key.text, None), fields=(Field("score", value.text),))
    gap = Span(key.text.span().end, value.text.span().start)
    return _key_result(Text.join((key.text, Text.replaced(": ", gap), value.text)), None)


def _is_slug(key: str) -> bool:
    return " " not in key and key.islower()


def _has_sentence(value: str) -> bool:
    """Whether a value says more than numbers."""
    words = [word for word in value.split() if has_words(word) and word.lower() not in _CHANGE_WORDS]
    return len(words) >= _SLUG_WORDS


def _key_result(text: Text, given: Text | None) -> KeyResult:
    """A key result from its sentence; an id at the start of the sentence goes where it belongs."""
    found, sentence = split_id(text)
    return KeyResult(sentence, given or found)


def _empty(record: Record) -> Text:
    """The sentence of a key result that has none."""
    return Text.verbatim("", record.mapping.span.start)


def initiatives(record: Record, roles: Roles) -> tuple[Initiative, ...]:
    """The work that a record plans."""
    return tuple(found for _, node in record.entries("initiatives") for found in work(node, roles))


def work(node: tree.Node, roles: Roles) -> Iterator[Initiative]:
    """The work that a value, a list or a mapping names."""
    if isinstance(node, tree.Scalar):
        if node.text:
            yield Initiative(node.text)
    elif isinstance(node, tree.Sequence):
        for item in node.items:
            yield from work(item, roles)
    else:
        record = Record.of(node, roles)
        named, title = record.words("initiatives"), record.title()
        if named is None or (title and " " not in named.value.strip()):
            named = title or record.words("note")
        if named:
            yield Initiative(named.text)
