"""A store of many leads, with names, notes, tags and answers as varied as people's are."""

from random import Random
from typing import Any

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.services.bundle import Services
from tests import factories

_SYLLABLES = (
    *("ka", "ri", "to", "ma", "ne", "lo", "su", "vi", "da", "ra", "shi", "mo", "el", "an", "ou"),
    *("fe", "ba", "ti", "go", "wen", "zha", "li", "pa", "dro", "wsk", "ine", "ova", "er", "mar"),
    *("oko", "nkwo", "haru", "yuki", "amo", "sen", "del", "rio", "ngu", "yen", "kim", "seo"),
    *("park", "dub", "reu", "il", "qua", "tor", "mun"),
)
_NAMES_CJK = ("王小明", "张维怡", "李芳", "김서연", "田中花子")


def words(random: Random, count: int) -> list[str]:
    """Invented words of two to four syllables."""
    return ["".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(count)]


def fill(services: Services, count: int, seed: int = 1) -> None:
    """Write `count` leads in bulk: every second one has a note of a dozen words.

    Consent comes by events as always; only the leads' own rows are generated. The last thing that
    is done is one transaction by BoothApp, which files them all.
    """
    random = Random(seed)
    vocabulary = words(random, 6_000)
    given, family = vocabulary[:800], vocabulary[800:4_000]
    staff = services.duty.staff_id
    settings = services.settings.get()
    question, roles = settings.qualifiers[0].id, [role.id for role in settings.roles]
    with services.store.writing(staff) as records:
        log = records.consents._log
        assert log is not None
        proof = factories.proof_of(records, ConsentEvent.GIVEN, Purpose.RECRUITING).facts()
        cursor: Any = records.consents._connection.connection.cursor()
        at = records.moment.at
        for number in range(count):
            subject, lead = f"{number:064x}", f"00000000-0000-7000-8000-{number:012x}"
            log.append(
                f"consent.{ConsentEvent.GIVEN.value}",
                subject,
                Purpose.RECRUITING.value,
                subject=subject,
                value=proof,
            )
            name = f"{random.choice(given).title()} {random.choice(family).title()}"
            if number % 997 == 0:
                name = random.choice(_NAMES_CJK)
            mail = f"{name.lower().replace(' ', '.')}{number}@u{number % 97}.example"
            heat = (None, "cold", "warm", "hot")[number % 4]
            cursor.execute(
                "INSERT INTO lead (id, subject, badge_id, name, email, affiliation, attendee_type,"
                " career_stage, interests, links, busy, origin, rating, role_id, created,"
                " created_by, seen, seen_by) VALUES (?, ?, ?, ?, ?, ?, 'academic', 'Postdoc',"
                " '[\"NLP\"]', '[]', '[]', 'badge', ?, ?, ?, ?, ?, ?)",
                (
                    *(lead, subject, f"B-{number}", name, mail),
                    *(f"University of {vocabulary[number % 997].title()}", heat),
                    *(random.choice((None, *roles)), at - number, staff, at - number // 2, staff),
                ),
            )
            cursor.execute("INSERT INTO answer VALUES (?, ?, '2027')", (lead, question))
            if number % 2 == 0:
                text = " ".join(random.choices(vocabulary, k=12))
                cursor.execute(
                    "INSERT INTO note VALUES (?, ?, ?, ?, ?, NULL)",
                    (f"note-{number}", lead, text.capitalize() + ".", staff, at),
                )
            if number % 3 == 0:
                cursor.execute("INSERT INTO lead_tag VALUES (?, 'Speech')", (lead,))
        cursor.execute("UPDATE note SET text = text || ' Zyzzyva.' WHERE id = 'note-500'")
