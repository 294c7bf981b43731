"""What is typed in the story of a year? Schools, their ОО-1, every raw answer, and what reviewer and methodologist do.

Nothing here is computed: what follows from it is reckoned apart, in reckoning.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ALL = ("noo", "ooo", "soo")
LEVEL_COLUMNS = {"noo": "НОО", "ooo": "ООО", "soo": "СОО"}


@dataclass(frozen=True)
class Answer:
    """People as numbers, a fact as bool, sub-checks by level; nothing at all where the school leaves it empty."""

    numerator: int | None = None
    denominator: int | None = None
    fact: bool | None = None
    parts: dict[str, bool] = field(default_factory=dict)

    @property
    def typed(self) -> dict[str, object]:
        """Only what a person types."""
        said = {
            "numerator": self.numerator,
            "denominator": self.denominator,
            "fact": self.fact,
            "parts": self.parts or None,
        }
        return {name: value for name, value in said.items() if value is not None}


def of(numerator: int, denominator: int) -> Answer:
    return Answer(numerator, denominator)


def at(**levels: bool) -> Answer:
    return Answer(parts=levels)


YES, NO, EMPTY = Answer(fact=True), Answer(fact=False), Answer()


@dataclass(frozen=True)
class Correction:
    """The reviewer's own numbers, or own fact, with the reason."""

    answer: Answer
    reason: str


@dataclass(frozen=True)
class SchoolData:
    """`past` and `new` are the two forms of ОО-1. `answers` is None for the school that never signs."""

    code: str
    name: str
    kind: str
    levels: tuple[str, ...]
    past: dict[str, int]
    new: dict[str, int]
    answers: dict[str, Answer] | None
    corrections: dict[str, Correction] = field(default_factory=dict)
    rural: bool = False


# In an indicator that shares a denominator the denominator stands written out, as a reader of the map would see it.
SCHOOL_12 = SchoolData(
    "012", "МАОУ СОШ № 12", "СОШ", ALL,
    {"pupils_1_4": 340, "pupils_8_9": 178, "pupils_10_11": 76, "pupils_6_11": 424, "staff": 52,
     "pupils_ovz": 22, "psychologists": 1, "tutors": 1},
    {"graduates_9": 87, "graduates_11": 36},
    {
        "1.1": of(104, 340), "1.2": of(104, 180), "1.3": of(53, 76), "1.4": of(60, 180), "1.5": of(38, 76),
        "1.6": YES, "1.7": of(52, 256), "1.8": YES, "2.1": YES, "2.2": NO,
        "3.1": at(noo=True, ooo=True, soo=True), "3.2": YES, "3.3": YES, "4.1": of(10, 52),
        "4.2": of(2, 9), "4.3": NO, "4.4": YES, "5.1": YES, "5.2": YES, "5.3": of(5, 20), "6.1": YES,
        "6.2": of(30, 87), "7.1": of(26, 36),
    },
    {"1.7": Correction(of(48, 256), "Посчитаны посещения, а не обучающиеся.")},
)  # fmt: skip
SCHOOLS = (
    SchoolData(
        "001", "МБОУ «Гимназия № 1»", "гимназия", ALL,
        {"pupils_1_4": 497, "pupils_8_9": 200, "pupils_10_11": 100, "pupils_6_11": 510, "staff": 90, "pupils_ovz": 9},
        {"graduates_9": 100, "graduates_11": 48},
        {
            "1.1": of(149, 497), "1.2": of(150, 200), "1.3": of(80, 100), "1.4": of(70, 200),
            "1.5": of(60, 100), "1.6": YES, "1.7": of(90, 300), "1.8": YES, "2.1": YES, "2.2": YES,
            "3.1": at(noo=True, ooo=True, soo=True), "3.2": YES, "3.3": YES, "4.1": of(20, 90),
            "4.2": of(3, 12), "4.3": YES, "4.4": YES, "5.1": YES, "5.2": YES, "5.3": of(10, 40),
            "6.1": YES, "6.2": of(70, 100), "7.1": of(30, 48),
        },
        {"5.1": Correction(NO, "Факт подтверждением не доказан.")},
    ),
    SchoolData(
        "002", "МБОУ «Лицей № 2»", "лицей", ("ooo", "soo"),
        {"pupils_8_9": 160, "pupils_10_11": 90, "pupils_6_11": 400, "staff": 60},
        {"graduates_9": 80, "graduates_11": 45},
        {
            "1.1": EMPTY, "1.2": of(60, 160), "1.3": of(70, 90), "1.4": of(50, 160), "1.5": of(44, 90),
            "1.6": YES, "1.7": of(60, 250), "1.8": NO, "2.1": YES, "2.2": NO,
            "3.1": at(ooo=True, soo=True), "3.2": YES, "3.3": YES, "4.1": of(12, 60), "4.2": of(0, 8),
            "4.3": YES, "4.4": NO, "5.1": NO, "5.2": YES, "5.3": of(3, 15), "6.1": YES, "6.2": of(20, 80),
            "7.1": of(35, 45),
        },
        {"4.1": Correction(of(11, 60), "По подтверждению получается другое число.")},
    ),
    SchoolData(
        "008", "МБОУ ООШ № 8", "ООШ", ("noo", "ooo"),
        {"pupils_1_4": 120, "pupils_8_9": 60, "pupils_10_11": 0, "pupils_6_11": 110, "staff": 25},
        {"graduates_9": 28},
        {
            "1.1": of(40, 120), "1.2": of(30, 60), "1.3": EMPTY, "1.4": of(18, 60), "1.5": EMPTY,
            "1.6": YES, "1.7": of(13, 60), "1.8": YES, "2.1": YES, "2.2": YES,
            "3.1": at(noo=True, ooo=True), "3.2": EMPTY, "3.3": YES, "4.1": of(6, 25), "4.2": of(1, 4),
            "4.3": NO, "4.4": NO, "5.1": NO, "5.2": YES, "5.3": of(2, 9), "6.1": YES, "6.2": of(10, 28),
            "7.1": EMPTY,
        },
    ),
    SCHOOL_12,
    SchoolData(
        "015", "МБОУ СОШ № 15", "СОШ", ALL,
        {"pupils_1_4": 200, "pupils_8_9": 90, "pupils_10_11": 30, "pupils_6_11": 210, "staff": 40},
        {"graduates_9": 44, "graduates_11": 15},
        None,
    ),
    SchoolData(
        "020", "МБОУ НОШ № 20", "НОШ", ("noo",),
        {"pupils_1_4": 150, "staff": 18},
        {},
        {
            "1.1": of(90, 150), "1.2": EMPTY, "1.3": EMPTY, "1.4": EMPTY, "1.5": EMPTY, "1.6": EMPTY,
            "1.7": EMPTY, "1.8": YES, "2.1": NO, "2.2": NO, "3.1": at(noo=True), "3.2": EMPTY, "3.3": YES,
            "4.1": of(3, 18), "4.2": of(1, 2), "4.3": NO, "4.4": EMPTY, "5.1": EMPTY, "5.2": NO,
            "5.3": EMPTY, "6.1": EMPTY, "6.2": EMPTY, "7.1": EMPTY,
        },
        {"4.1": Correction(of(4, 18), "В приложенном списке четыре работника, а не три.")},
    ),
    SchoolData(
        "023", "МКОУ «Ключевская СОШ»", "СОШ", ALL,
        {"pupils_1_4": 14, "pupils_8_9": 8, "pupils_10_11": 4, "pupils_6_11": 20, "staff": 9},
        {"graduates_9": 4, "graduates_11": 2},
        {
            "1.1": of(5, 14), "1.2": of(6, 8), "1.3": of(3, 4), "1.4": of(2, 8), "1.5": of(2, 4),
            "1.6": NO, "1.7": of(4, 12), "1.8": NO, "2.1": YES, "2.2": NO,
            "3.1": at(noo=True, ooo=True, soo=False), "3.2": NO, "3.3": NO, "4.1": of(3, 9),
            "4.2": of(0, 0), "4.3": NO, "4.4": NO, "5.1": NO, "5.2": YES, "5.3": of(0, 3), "6.1": YES,
            "6.2": of(3, 4), "7.1": of(2, 2),
        },
        rural=True,
    ),
)  # fmt: skip
OTHERS = tuple(school for school in SCHOOLS if school is not SCHOOL_12)

# What else happens to the map of СОШ № 12.
RETURNED, RETURN_REASON = "1.1", "Укажите число обучающихся, а не посещений."
REPAIRED = of(98, 340)
RAISED, RAISE_REASON = "4.3", "Комиссия приняла сертификат эксперта, представленный школой дополнительно."
NOTE_CODE, NOTE = "1.4", "Двое обучающихся выбыли в мае; список — в приказе № 114."
LINK_CODE, LINK, LINK_TITLE = "1.2", "https://school12.example.org/prof/nedelya", "Неделя профессий"
FILE_CODE, FILE_TITLE = "2.1", "Договор с техникумом"
# Who types what: the responsible person the first two criteria, the head the rest.
OF_EDITOR = ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "2.1", "2.2")
SHARED = {"1.4", "1.5", "1.7"}  # their denominators are entered elsewhere
OBJECTED = next(code for code in SCHOOL_12.corrections if code != RAISED)
OBJECTION = "Просим учесть участников, о которых школа сообщила в пояснении."
DECISION = "Пояснение изучено: указанные участники уже учтены."
