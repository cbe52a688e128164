"""Words of a header under which a yes means no, in the languages that lists come in.

Latin ones are written without accents, as `sharing` reads headers. Too many are no harm: a person
is asked then. What begins plain words as well (“Refund”, “Retired”) is written out.
"""

_NOT_WORDS = (
    "no not dont doesnt didnt wont wouldnt cant cannot isnt arent hasnt havent mustnt"
    " none never without nor neither against nobody ng"
    " exclude excludes excluded excluding exclusion except block blocks"
    " blocking ban bans banned barred stop stops stopped hide hides avoid avoids"
    " cancel cancels cancelled canceled remove removes removed removal unshare unshared"
    " unwanted unwilling disable disabled restrict restricts restriction"
    " restrictions suppress suppressed suppression anonymous anonym anonyme anonimo"
    " unauthorised unauthorized unapproved deleted delete"
    " nein nicht kein keine keinen keinem keiner keinerlei nie niemals niemand ohne gegen"
    " dagegen storniert stornierung geloscht geloescht loschen loschung loeschung"
    " ausgetragen austragen abgesagt absage unterbinden unterbunden"
    " non ne pas sans jamais aucun aucune contre sauf hors exclu exclue exclus exclues exclure"
    " bloque bloquee bloques bloquer annule annulee annuler supprime supprimee supprimer"
    " retire retires retirer retrait renonce renoncer"
    " ningun ninguna nunca sin tampoco contra salvo excepto excluir excluido excluida bloquear"
    " bloqueado bloqueada retira retiro retirado retirada retirados retirar anulado anulada"
    " cancelado cancelada cancelar renuncia renuncio"
    " nessun nessuna nessuno senza contro tranne escluso esclusa escludere esclusione"
    " ritira ritirato ritirata ritirare ritiro bloccato bloccata bloccare annullato annullata"
    " cancellato cancellata cancellare cancellazione rinuncia rinuncio recesso"
    " nao nenhum nenhuma nem sem exceto veto vetado vetada"
    " object reject rejects rejected rejection rejeter rejete rejetee rejeita rejeito rejeitado"
    " baja bajas contrario contraria private privat confidential restricted hidden blocked"
    " prohibit prohibited prohibits forbid forbidden forbids prohibido proibido proibida"
    " expired expires ended invalid missing lapsed erloschen ungultig ungueltig fehlt abgelaufen"
    " beendet abgewahlt"
    " abgewaehlt abbestellt gekundigt gekuendigt absent absente expire expiree scaduto scaduta"
    " caducado caducada vencido vencida skip skips excl intern interne internal geheim vertraulich"
    " confidentiel riservato blacklist robinson"
    " niet geen nooit zonder tegen uitgesloten uitsluiten geblokkeerd blokkeren"
    " ingetrokken intrekken intrekking opgezegd opzeggen afgemeld afmelden afmelding"
)
NOT_WORDS = frozenset(_NOT_WORDS.split())
"""Whole words; many stand in headers that have nothing to do with an agreement."""

_REFUSALS = (
    "refus refuse refuses refused refusee refusees refusing refusal refuser refuso refusons"
    " objects objection objections objecting objected oppose opposes opposed opposing"
    " oppone oppongo opporsi opposto opposta opone oponen opongo oponerse oponer oponho opoe"
    " opor"
    " deny denies denied denial dissent dissents dissented rescind rescinds rescinded"
    " retract retracts retracted"
    " interdit interdite interdits interdites interdire interdiction"
    " nego nega negano negato negata negati negate negare negado negada negados negar negacion"
    " negacao negazione niega niego niegan"
    " vietato vietata vietati vietate vietare vieta divieto dissenso disaccordo"
    " desacuerdo desacordo desaccord discordo discorda discordar"
    " recusa recuso recusar recusado recusada recusou lehne lehnt"
    " dnc verzicht verzichtet verzichte"
)
REFUSALS = frozenset(_REFUSALS.split())
"""Whole words that take a yes back by themselves."""

_ALONE = (
    "private privat prive privado privada privato privata confidential restricted hidden"
    " blocked rejected prohibited forbidden baja bajas contrario contraria object"
)
REFUSALS_ALONE = frozenset(_ALONE.split())
"""Words that take a yes back where nothing else is in the name: not “Baja California”."""

REFUSAL_STEMS = (
    *(
        "declin",
        "disagree",
        "disallow",
        "disapprov",
        "withdraw",
        "withdrew",
        "withhold",
        "withheld",
    ),
    *("revok", "revoc", "unsubscri"),
    *("verweiger", "entzog", "entzieh", "entzug", "ausgeschlossen", "ausschluss", "ausschliess"),
    *("zuruckgezogen", "zuruckgenommen", "zuruckziehen", "zurucknahme", "zuruckgewiesen"),
    *("zurueckgezogen", "zurueckgenommen", "zurueckziehen", "zuruecknahme", "zurueckgewiesen"),
    *("widersp", "widerruf", "abgelehnt", "ablehn", "abgemeldet", "abmeld", "untersag"),
    *(
        "verbot",
        "verbiet",
        "unerwunscht",
        "unerwuenscht",
        "gesperrt",
        "sperrung",
        "sperrvermerk",
        "unterlass",
    ),
    *(
        "oppositi",
        "opposiz",
        "soppos",
        "revoqu",
        "desinscri",
        "desabonn",
        "oposici",
        "rechaz",
        "rehus",
    ),
    *("deneg", "desuscri", "desautori", "rifiut", "disiscri", "disdett", "disdir"),
    *("revog", "oposica", "descadastr", "geweiger", "weiger", "verbod", "verbied"),
    *("bezwaar", "uitgeschreven", "uitschrij", "afgewezen", "afwijz", "herroep"),
)
"""Beginnings of words that take a yes back by themselves."""

REFUSAL_PARTS = (
    *("optout", "optsout", "optingout", "optedout", "donot", "dontshare", "donotcontact"),
    *("unsubscri", "notshare", "noshare", "nocontact", "donttrack"),
    *("disallow", "disagree", "withdrawn", "withheld", "revoked", "refused"),
    *("unterlass", "verboten", "untersagt", "verweiger", "widerspruch", "widerruf", "sperre"),
    *("verbot", "zuruckgezogen", "entzogen", "ausgeschlossen", "abgelehnt", "desinscri"),
    *("desabonn", "denegad", "rechazad", "rifiutat", "revocad", "revocat", "revogad"),
    *("拒", "辞退", "撤回", "撤销", "撤銷", "オプトアウト", "退订", "退訂", "谢绝", "謝絕"),
    *("取り下げ", "取下げ", "異議", "反対", "反对", "反對", "断り", "断る", "退会"),
    *("거부", "거절", "철회", "반대", "해지", "비동의", "미동의"),
)
"""Parts of a name, run together, that take a yes back by themselves."""

NOT_PARTS = (
    "retirée",  # with its accent: “Retiree” is an English word
    *("ない", "ません", "なし", "無し", "不", "禁", "勿", "未同意", "未授权", "未许可", "未授權"),
    *("未許可", "未承諾", "未提供", "取消", "停止", "中止", "除外", "屏蔽", "解除", "見合わせ"),
    *("望まず", "せず", "非公開", "非公开", "非開示", "非提供", "非共有", "非同意", "非表示"),
    *("退出", "排除", "終了", "ダメ", "だめ", "嫌"),
    *("금지", "않", "안함", "안합", "차단", "취소", "중단", "중지", "제외", "탈퇴", "불가", "불허"),
    *("원치", "없음", "싫", "비공개", "미제공", "못함"),
)
"""Parts of a name, run together, as they stand in other headers, too."""
