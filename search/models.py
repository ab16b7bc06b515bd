import unicodedata
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, Self
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.analysis.normalise import fold


class OutboxQuerySet(models.QuerySet["Outbox"]):
    def waiting(self) -> Self:
        """What the index will hear of by itself."""
        return self.filter(attempts__lt=Outbox.MOST_ATTEMPTS)

    def due(self) -> Self:
        """What may be tried now."""
        rested = Q(not_before__isnull=True) | Q(not_before__lte=timezone.now())
        return self.waiting().filter(rested)

    def parked(self) -> Self:
        """What failed so often that somebody must look at it."""
        return self.filter(attempts__gte=Outbox.MOST_ATTEMPTS)


class Outbox(models.Model):
    """A change the search index still has to hear of.

    Written in the transaction of the change itself, deleted when the engine has it for
    sure. It says which item changed, not how: what is indexed is the item as it is then.
    """

    #: A row of this kind asks for a whole new index.
    EVERYTHING = "*"
    #: After so many faults of its own a row is parked until somebody looks at it.
    MOST_ATTEMPTS = 5
    #: How long a row rests after its first fault, its second, and so on.
    RESTS = (
        timedelta(minutes=1),
        timedelta(minutes=10),
        timedelta(hours=1),
        timedelta(hours=6),
    )

    kind = models.CharField(_("kind"), max_length=30)
    item_pk = models.PositiveBigIntegerField(_("key of the item"))
    created = models.DateTimeField(_("created"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("change for the search index")
        verbose_name_plural = _("changes for the search index")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind}:{self.item_pk}"

    @staticmethod
    def note(kind: str, keys: Iterable[int]) -> bool:
        """Writes a row for each of these items; whether there were any."""
        rows = [Outbox(kind=kind, item_pk=key) for key in keys]
        return bool(Outbox.objects.bulk_create(rows, batch_size=1000))


class VocabularyVersion(models.Model):
    """One row that changes whenever a term does; see ``search/labels.py``."""

    #: Made by chance, not counted: no state of the vocabulary ever has the stamp of another.
    stamp = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("version of the vocabulary")
        verbose_name_plural = _("versions of the vocabulary")

    def __str__(self) -> str:
        return self.stamp

    @classmethod
    def current(cls) -> str:
        """Empty when no term was ever saved here."""
        return cls.objects.filter(pk=1).values_list("stamp", flat=True).first() or ""

    @classmethod
    def renew(cls) -> None:
        """Tells every process that terms changed; takes effect with the transaction."""
        cls.objects.update_or_create(pk=1, defaults={"stamp": uuid4().hex})


class IndexState(models.Model):
    """One row: what is remembered about the search index between one process and the next."""

    #: The day up to which documents that change with the calendar are right.
    day = models.DateField(null=True)
    #: How often in a row the engine did not take changes, and until when it is left alone.
    failures = models.PositiveSmallIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)
    #: Until when no process starts another rebuild of an unusable index by itself, and which
    #: version of the program promised that.
    healed_for = models.CharField(max_length=64, blank=True)
    heal_after = models.DateTimeField(null=True)
    #: The last comparison with the database.
    verified_at = models.DateTimeField(null=True)
    differences = models.PositiveIntegerField(default=0)
    examples = models.JSONField(default=list)
    verification_asked = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("state of the search index")
        verbose_name_plural = _("states of the search index")

    def __str__(self) -> str:
        return f"{self.day}"

    @classmethod
    def now(cls) -> Self:
        """The row as it is, made when there is none."""
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def note(cls, **values: Any) -> None:
        cls.objects.update_or_create(pk=1, defaults=values)


#: A longer text is a sentence, and no sentence is a synonym.
LONGEST_SYNONYM = 60
MOST_SYNONYMS = 40


def validate_term(value: str) -> None:
    """Refuses characters that nobody can see or type."""
    if any(unicodedata.category(char)[0] == "C" for char in value):
        raise ValidationError(_("“%(word)s” has an invisible character."), params={"word": value})


def validate_synonyms(value: Any) -> None:
    """Refuses a list that cannot be searched with: its size, and every word in it."""
    if not _are_words(value):
        raise ValidationError(_("Give a list of words."))
    if len(value) > MOST_SYNONYMS:
        raise ValidationError(
            _("These are %(count)d words; a set has %(most)d at most."),
            params={"count": len(value), "most": MOST_SYNONYMS},
        )
    for word in value:
        validate_term(word)
        if not word.strip():
            raise ValidationError(_("One of the words is empty."))
        if len(word) > LONGEST_SYNONYM:
            raise ValidationError(
                _("“%(word)s…” is too long; a word has %(most)d characters at most."),
                params={"word": word[:30], "most": LONGEST_SYNONYM},
            )


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


class SynonymSet(models.Model):
    """Words that mean about the same to people who search (``search/synonyms.py``).

    Kept apart from the synonyms of a term of the vocabulary: those name the term only and
    are indexed with it, these widen any question at the moment it is asked.
    """

    ref = models.SlugField(
        _("identifier"),
        max_length=80,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Of a set that came with the launch content."),
    )
    term = models.CharField(
        _("word"),
        max_length=LONGEST_SYNONYM,
        validators=[validate_term],
        help_text=_("The word or words that this site itself uses, in Dutch."),
    )
    english = models.CharField(
        _("word (English)"),
        max_length=LONGEST_SYNONYM,
        blank=True,
        validators=[validate_term],
        help_text=_("What it is called in English."),
    )
    synonyms = models.JSONField(
        _("synonyms"), default=list, blank=True, validators=[validate_synonyms]
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("For editors only: why these belong together.")
    )
    active = models.BooleanField(
        _("in use"), default=True, help_text=_("Untick to see what search does without this set.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("set of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["term", "pk"]

    def __str__(self) -> str:
        return self.term

    def words(self) -> Iterator[str]:
        """The word itself, the English one, and all synonyms; each once, however written."""
        seen: set[str] = set()
        for word in (self.term, self.english, *self.synonyms):
            if word and (key := fold(word)) not in seen:
                seen.add(key)
                yield word

    @property
    def others(self) -> str:
        """All words but the first, on one line."""
        return ", ".join([*self.words()][1:])

    def clean(self) -> None:
        super().clean()
        self.term, self.english = self.term.strip(), self.english.strip()
        if not _are_words(self.synonyms):
            return  # the field says so itself
        self.synonyms = [word.strip() for word in self.synonyms]
        seen = {fold(self.term), fold(self.english)}
        for word in self.synonyms:
            if fold(word) in seen:
                message = _("“%(word)s” is in this set twice. Leave one of them out.")
                raise ValidationError({"synonyms": ValidationError(message, params={"word": word})})
            seen.add(fold(word))
        if not self.synonyms and fold(self.english) in {"", fold(self.term)}:
            raise ValidationError(
                {"synonyms": _("Give at least one other word; one word alone changes nothing.")}
            )
