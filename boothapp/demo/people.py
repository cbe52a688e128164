"""Invented attendees: nobody in here exists. The same seed gives the same people."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

OPTED_IN_SHARE = 0.6
# The alphabet of pretix: without what is easily misread.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

# Given and family names by region, so that the pairs sound like people.
_NAMES = (
    ("Amara Chinedu Ngozi Tunde Ifeoma Obinna Adaeze", "Okonkwo Adeyemi Bankole Eze Balogun Obi"),
    ("Haruto Yui Sota Hana Ren Aoi Kaito Mei", "Nakamura Tanabe Kobayashi Ishida Morita Ueda"),
    ("Wanjiru Kamau Achieng Otieno Njeri Mwangi", "Kamau Odhiambo Wambui Kariuki Njoroge"),
    ("Ingrid Lars Astrid Jonas Freja Nils Linnea", "Solberg Lindqvist Halldórsson Berg Nyström"),
    ("María José Camila Mateo Lucía Diego Valentina", "Ibáñez Restrepo Quiroga Moreira Salgado"),
    ("Weiyi Xinyi Haoran Yuxuan Jiaqi Zihan", "Zhang Chen Liu Huang Zhao Wu"),
    ("Seo-yeon Min-jun Ji-woo Ha-eun Do-yun", "Kim Park Choi Jung Han"),
    ("Priya Arjun Ananya Rohan Kavya Vikram", "Raghavan Kulkarni Menon Banerjee Iyer"),
    ("Leila Tariq Yasmin Omar Farah Karim", "Haddadi Al-Masri Rahimi Nasser Karimi"),
    ("Chloé Lucas Camille Hugo Manon Théo", "Dubreuil Lefranc Marchand Garnier Aubert"),
    ("Tomasz Zofia Mateusz Hanna Jakub Lena", "Wrona Zielińska Kowalczyk Nowicki Brandt"),
    ("Siobhán Callum Eilidh Rhys Maeve Owen", "Keane MacRae Pritchard Byrne Llewellyn"),
    ("Tevita Moana Sione Leilani Malia", "Faleolo Kahale Tupou Latu"),
    ("Anh Thu Minh Linh Quang Thảo", "Phạm Nguyễn Trần Đặng"),
)
_PLACES = (
    "Lagos Institute of Technology",
    "Kamogawa University",
    "Rift Valley University",
    "Nordvik University",
    "Río Plateado University",
    "Huaxi University",
    "Hangang Science School",
    "Deccan School of Computing",
    "Alborz Polytechnic",
    "École du Vexin",
    "Politechnika Nadwiślańska",
    "Universiteit IJsselmeer",
    "Sông Hương Institute",
    "Moana College",
    "Universidad de Antares",
    "Al-Noor Institute",
    "Instituto da Serra",
    "University of Osun Valley",
)
_COMPANIES = ("Heliotrope Labs", "Quarrystone AI", "Tidewater Robotics", "Bluefern Health")
_STUDENT = ("PhD student, 2nd year", "PhD student, 3rd year", "PhD student, 4th year", "Master's")
_ACADEMIC = ("Postdoc", "Assistant professor", "Lecturer", "Research fellow")
_NON_ACADEMIC = ("Research engineer", "Applied scientist", "Data scientist", "Founder")
_INTERESTS = (
    "Speech",
    "Efficient attention",
    "Reinforcement learning",
    "Vision",
    "NLP",
    "Theory",
    "Optimisation",
    "Robotics",
    "Graphs",
    "Causality",
    "Systems",
    "Healthcare",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One invented person as the organiser would list them. Times are the event's wall clock."""

    badge_id: str
    name: str
    email: str
    affiliation: str
    attendee_type: str
    career_stage: str
    opted_in: bool
    interests: tuple[str, ...] = ()
    link: str = ""
    poster: str = ""
    poster_starts: datetime | None = None
    poster_ends: datetime | None = None


def attendees(count: int, days: tuple[date, ...], seed: int) -> tuple[Attendee, ...]:
    """`count` different people; the same for the same seed. Posters are on `days`."""
    chance = random.Random(seed)  # noqa: S311 - invented people, not secrets
    pairs = [
        (given, family)
        for givens, families in _NAMES
        for given in givens.split()
        for family in families.split()
    ]
    chance.shuffle(pairs)
    names = [("Amara", "Okonkwo"), *(pair for pair in pairs if pair != ("Amara", "Okonkwo"))]
    return tuple(
        _attendee(number, given, family, days, chance)
        for number, (given, family) in enumerate(_enough(names, count), start=1)
    )


def _enough(names: list[tuple[str, str]], count: int) -> Iterator[tuple[str, str]]:
    """Each pair once, then again with a middle initial."""
    for number in range(count):
        given, family = names[number % len(names)]
        initial = "" if number < len(names) else f" {chr(ord('A') + number // len(names))}."
        yield f"{given}{initial}", family


def _attendee(
    number: int, given: str, family: str, days: tuple[date, ...], chance: random.Random
) -> Attendee:
    kind = chance.choices(("student", "academic", "non-academic"), (5, 3, 2))[0]
    kind = "student" if number == 1 else kind  # whom the pictures show
    stage = {"student": _STUDENT, "academic": _ACADEMIC, "non-academic": _NON_ACADEMIC}[kind]
    place = chance.choice(_COMPANIES if kind == "non-academic" else _PLACES)
    handle = _ascii(f"{given} {family}").replace(" ", ".").replace("..", ".")
    host = _ascii(place).replace(" ", "-")
    starts = _poster_start(days, chance)
    return Attendee(
        badge_id=_badge_id(number, chance),
        name=f"{given} {family}",
        email=f"{handle}@{host}.example",
        affiliation=place,
        attendee_type=kind,
        career_stage="PhD student, 4th year" if number == 1 else chance.choice(stage),
        opted_in=number == 1 or chance.random() < OPTED_IN_SHARE,
        interests=tuple(chance.sample(_INTERESTS, chance.randint(1, 3))),
        link=f"https://{handle.split('.')[-1]}.example" if chance.random() < 0.4 else "",
        poster=f"Poster {1000 + number}" if starts else "",
        poster_starts=starts,
        poster_ends=starts + timedelta(minutes=90) if starts else None,
    )


def _badge_id(number: int, chance: random.Random) -> str:
    """Most badges carry a short number, every fifth a ticket secret."""
    if number % 5:
        return f"LS-{number:04}"
    return "".join(chance.choices(_LETTERS, k=32))


def _poster_start(days: tuple[date, ...], chance: random.Random) -> datetime | None:
    if chance.random() >= 0.3:  # about a third present something
        return None
    return datetime.combine(chance.choice(days), time(chance.choice((10, 14, 16))))


def _ascii(text: str) -> str:
    """A plain spelling for invented addresses."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ł", "l").replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isascii() and letter != "'")
