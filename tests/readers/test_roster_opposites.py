"""Nobody is taken for one who agreed where another column of the list may say otherwise."""

import pytest

from boothapp.domain.roster import RosterField
from boothapp.domain.sharing import could_say_who_agreed, is_turned_round
from boothapp.readers import headers
from boothapp.readers.guessing import guess
from boothapp.readers.headers import AGREED_TO_SPONSORS

SAYS = RosterField.OPTED_IN
ROWS = [("A1", "yes", "yes"), ("A2", "yes", "no"), ("A3", "no", "yes"), ("A4", "no", "no")]
SPONSORS = (
    *("Share with sponsors", "Mit Sponsoren teilen", "Weitergabe an Sponsoren"),
    *("Partage avec les sponsors", "Partager avec les exposants"),
    *("Compartir con los patrocinadores", "Condivisione con gli sponsor"),
    *("Partilhar com os patrocinadores", "Delen met sponsors", "スポンサーへの情報提供"),
    "与赞助商共享",
)
OPPOSITES = (
    *("Opt-out", "Objection", "Do not share", "Consent withdrawn", "consentrevoked", "Declined"),
    *("DNC", "Private", "Not authorised", "Nicht einverstanden", "Nicht erlaubt", "Verzicht"),
    *("Pas d'accord", "N’accepte pas", "N'autorise pas", "No acepto", "Sin permiso", "No autorizo"),
    *(
        "Non accetto",
        "Non autorizzo",
        "Não aceito",
        "Não autorizo",
        "Niet akkoord",
        "Kein Interesse",
    ),
    *("不愿意", "不接受", "連絡不要", "連絡ＮＧ"),
    *("Datenfreigabe verweigert", "Datenfreigabe entzogen", "Weitergabe ausgeschlossen"),
    *("Einwilligung zurückgezogen", "EINWILLIGUNG ZURÜCKGEZOGEN", "Einwilligung entzogen"),
    *("Zustimmung zurueckgenommen", "Datensperre", "Kontaktsperre", "Werbewiderspruch"),
    *("Weitergabeverbot", "Gegen Weitergabe", "Einwilligung nicht erteilt", "Lehne Weitergabe ab"),
    *("S'oppose au partage", "S’oppose au partage des données", "Ne souhaite pas", "Opposition"),
    *("Consentement révoqué", "Consentement retiré", "Autorisation de partage retirée"),
    *("Désinscrit", "Désabonné", "Refus", "REFUSE LE PARTAGE", "Partage interdit", "Désaccord"),
    *("Me opongo a la cesión de datos", "Se opone", "Cesión de datos denegada", "Desacuerdo"),
    *("Consentimiento retirado", "Consentimiento revocado", "Baja", "Rechaza", "No desea"),
    *("Nega comunicazione a terzi", "Condivisione dati negata", "Consenso revocato"),
    *("Revoca consenso", "Si oppone", "Opposizione", "Rifiuta", "Consenso ritirato"),
    *("Non comunicare a terzi", "Dissenso", "Dati: non condividere"),
    *("Recusa", "Consentimento revogado", "Retira consentimento", "Oponho-me à partilha"),
    *("Não contatar", "Não partilhar dados", "Oposição", "Discordo da partilha"),
    *("Toestemming ingetrokken", "Geen toestemming", "Toestemming geweigerd", "Bezwaar"),
    *(
        "情報提供を辞退",
        "情報提供NG",
        "第三者提供を辞退",
        "データ提供ＮＧ",
        "同意撤回",
        "同意しない",
    ),
    *("第三者提供に反対", "情報提供の取り下げ", "オプトアウト", "第三者提供非同意"),
    *("不同意共享", "拒绝提供", "撤回同意", "反对共享", "退订"),
    *("제3자 제공 거부", "동의 철회", "정보 제공 반대", "공유 원치 않음"),
)
SECONDS = (
    *("Opt-in", "Data sharing", "Share my data with third parties", "Einwilligung", "Zustimmung"),
    *("Datenweitergabe", "Datenfreigabe", "Darf weitergegeben werden", "Weitergabe an Dritte"),
    *("Consentement", "Partage des données", "Transmission à des tiers", "Cesión de datos"),
    *("Comunicación a terceros", "Consenso", "Condivisione dei dati", "Comunicazione a terzi"),
    *("Consentimento", "Partilha de dados", "Compartilhamento de dados", "Toestemming"),
    *("Gegevens delen", "第三者提供", "情報提供", "データ共有", "同意", "信息共享", "제3자 제공"),
    *("Einverständnis", "Autorisation", "Partage", "Autorización", "Permission", "承諾"),
    *("May sponsors contact you?", "Sponsoren dürfen Kontakt aufnehmen"),
)


def test_that_a_column_that_names_sponsors_is_not_taken_unasked_beside_one_that_may_differ() -> (
    None
):
    names = (*SPONSORS, *sorted(AGREED_TO_SPONSORS))
    taken = []
    for name in names:
        alone, _ = guess(("ID", name), ROWS)
        assert alone.headers.get(SAYS) == name, "or it were no wonder that it is not beside others"
        for other in (*OPPOSITES, *SECONDS):
            for header in (("ID", name, other), ("ID", other, name)):
                found, hints = guess(header, ROWS)
                if SAYS in found.headers or not any(f"“{other}”" in hint for hint in hints):
                    taken.append((name, other))
    assert taken == []


@pytest.mark.parametrize("mark", ["x", "○", "済"])
def test_that_a_mark_here_and_there_is_enough_to_take_a_yes_back(mark: str) -> None:
    rows = [("A1", "yes", mark), ("A2", "yes", ""), ("A3", "no", "")]
    passed_over = [
        other
        for other in OPPOSITES
        if SAYS in guess(("ID", "Share with sponsors", other), rows)[0].headers
    ]
    assert passed_over == []


def test_that_a_column_that_reads_as_the_opposite_is_said_to_do_so() -> None:
    said_otherwise = []
    for header in OPPOSITES:
        for rows in ([("A1", "yes"), ("A2", "no"), ("A3", "no")], [("A1", "x"), ("A2", "")]):
            found, hints = guess(("ID", header), rows)
            if SAYS in found.headers or not [1 for one in hints if "reads like the opp" in one]:
                said_otherwise.append(header)
            assert not [one for one in hints if "choose it if it says who agreed" in one], header
    assert said_otherwise == []


def test_that_plain_words_are_no_refusal() -> None:
    plain_words = (
        *("Refund", "Ringname", "Retired", "Retiree", "Objective", "Blockchain", "Disability"),
        *("Exclusive dinner", "Negotiation", "Notes", "Nominated by", "Interdisciplinary"),
        *("Cancer research", "Stopover", "Bandname", "Notify", "Annual pass", "Opponent", "Inside"),
        *("Trabaja en", "Trabajador", "Diffusé", "Cadre, fusion", "Contact", "Denis", "Sinn"),
        *("Negativ", "Gegenstand", "Passport", "Nevada", "Veterinary", "Lehner", "Deposit"),
        *("Sponsor", "Nonprofit", "Nota", "Opera", "Access", "Data", "Partner", "Stand"),
        *("可否", "参加可否", "是否同意", "Nome", "Nomor", "Rank", "Rang", "Versuch", "Weigh-in"),
    )
    assert [one for one in plain_words if is_turned_round(one)] == []
    known = [name for names in headers._NAMES.values() for name in names.split()]
    assert len(known) > 100
    assert [name for name in known if is_turned_round(name)] == []


@pytest.mark.parametrize(
    "header",
    ["Cancelled", "Non-member", "Dietary restrictions", "Access restrictions", "Stops", "No."],
)
def test_that_a_no_to_something_else_takes_nothing_back(header: str) -> None:
    assert not could_say_who_agreed(header)
    found, _ = guess(("ID", "Share with sponsors", header), ROWS)
    assert found.headers[SAYS] == "Share with sponsors"


DATED = (
    *("Consent withdrawn on", "Revoked at", "Objection date", "Do not contact since"),
    *("Widerruf am", "Date de retrait du consentement", "Data di revoca", "撤回日"),
)


@pytest.mark.parametrize("name", DATED)
def test_that_a_day_on_which_a_yes_was_taken_back_is_not_passed_over(name: str) -> None:
    rows = [("A1", "yes", "2026-06-30"), ("A2", "yes", ""), ("A3", "no", ""), ("A4", "yes", "")]
    found, hints = guess(("Badge id", "Share with sponsors", name), rows)
    assert SAYS not in found.headers
    assert name in " ".join(hints)


EVERYDAY = (
    *("Hidden disability", "Restricted mobility", "Private practice", "Telefon privat"),
    *("Paper rejected", "Prohibited foods", "Opposite sex roommate", "Baja California"),
    *("Sperrgepäck", "Blocked seat", "Nationality", "Refund", "Newsletter", "Notes"),
)


@pytest.mark.parametrize("name", EVERYDAY)
def test_that_everyday_columns_are_no_refusals(name: str) -> None:
    found, _ = guess(("Badge id", "Share with sponsors", name), ROWS)
    assert found.headers.get(SAYS) == "Share with sponsors"
