"""Short codes of crisis lines, by country, for voice and for text messages: libphonenumber's lists of short numbers
lack some, and list others only as one of the many codes for text messages.

Each was compared with its source in November 2026, and with libphonenumber's lists (9.0.43). Codes without a source, or
that those lists declare impossible to dial, are not included. ``docs/crisis-lines.md`` shows the same to staff.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class CrisisLine(NamedTuple):
    """Who answers, and the source: a URL, with the date of the page if it has one."""

    name: str
    source: str


VOICE: Mapping[str, Mapping[str, CrisisLine]] = {
    "AR": {
        # A number of its own in each of these provinces; in all others it is not assigned.
        "135": CrisisLine(
            "Línea 135 (Buenos Aires city and province, Entre Ríos, Tucumán)",
            "elonce.com, 2026-02-26; lagaceta.com.ar/nota/1102321, 2025-09-11; lapostacomodorense.com.ar, 2025-09-03",
        ),
    },
    "AT": {
        "142": CrisisLine("Telefonseelsorge", "katholisch.at/telefonseelsorge; burgenland.orf.at/stories/3207209"),
        "147": CrisisLine("Rat auf Draht", "rataufdraht.at/pressemitteilungen/25-jahre-notrufnummer-147, 2024-09-18"),
    },
    "AU": {
        "131114": CrisisLine("Lifeline", "lifeinmind.org.au/news/lifelines-crisis-text-service-now-available-24-7"),
    },
    "BE": {
        "106": CrisisLine("Tele-Onthaal", "hbvl.be/cnt/dmf20181227_04066429, 2018-12-27"),
        "107": CrisisLine("Télé-Accueil", "rtbf.be/article/11188471, 2023-04"),
        "1813": CrisisLine("Zelfmoordlijn", "nieuwsblad.be/cnt/dmf20190909_04598208, 2019-09"),
    },
    "BR": {
        "188": CrisisLine(
            "Centro de Valorização da Vida", "redepiaui.com/noticias, 2018-07; hercampus.com/school/casper-libero"
        ),
    },
    "CA": {
        "988": CrisisLine("9-8-8: Suicide Crisis Helpline", "cmhasaskatoon.ca/9-8-8, 2023-12-05"),
    },
    "CH": {
        "143": CrisisLine("Die Dargebotene Hand", "swissinfo.ch, 3335124; de.wikipedia.org, Die Dargebotene Hand"),
        "147": CrisisLine("Pro Juventute", "bag-blueprint.ch/147ch-beratung-und-hilfe-fuer-kinder-und-jugendliche"),
    },
    "CO": {
        "106": CrisisLine("Línea 106 (Bogotá)", "bogota.gov.co/servicios/guia-de-tramites-y-servicios/linea-106"),
    },
    "DE": {
        "116111": CrisisLine("Nummer gegen Kummer", "bmfsfj.de/bmfsfj/mediathek/anrufen-mailen-chatten-gegen-sorgen"),
        "116123": CrisisLine("TelefonSeelsorge", "ansbach-evangelisch.de/jeder-braucht-mal-hilfe"),
    },
    "ES": {
        "024": CrisisLine("Línea 024", "rtve.es/noticias/20220509/sanidad-presenta-telefono-prevencion-suicidio"),
    },
    "FR": {
        "3114": CrisisLine("Numéro national de prévention du suicide", "3114.fr; mayotte.ars.sante.fr, 2021-10"),
    },
    "GB": {
        "116123": CrisisLine("Samaritans", "fullfact.org/online/samaritans-text-message-service, 2022-12-08"),
    },
    "HK": {
        "18111": CrisisLine("Mental Health Support Hotline", "news.gov.hk/eng/2023/12/20231227, 2023-12-27"),
    },
    "IE": {
        "116123": CrisisLine("Samaritans", "oireachtas.ie, 2013-12-10; belfasttelegraph.co.uk, 2019-04-01"),
    },
    "IL": {
        "1201": CrisisLine("ERAN", "jerusaleminstitute.org.il/en/blog/with-days-like-this"),
    },
    "IN": {
        "14416": CrisisLine("Tele MANAS", "theshillongtimes.com/2025/02/07, from the Lok Sabha"),
    },
    "KR": {
        "109": CrisisLine("Suicide prevention hotline", "koreabizwire.com/?p=303235, from the ministry, 2025-01-09"),
    },
    "NL": {
        "113": CrisisLine("113 Zelfmoordpreventie", "113.nl; nu.nl/binnenland/6062813, 2020-07"),
    },
    "NO": {
        "116111": CrisisLine("Alarmtelefonen for barn og unge", "nrk.no/osloogviken, 1.15736352, 2021-11"),
        "116123": CrisisLine("Mental Helse", "nrk.no/osloogviken, 1.15736352, 2021-11"),
    },
    "NZ": {
        "1737": CrisisLine("Need to talk?", "scoop.co.nz/stories/PA1706/S00527; pegasus.health.nz/?p=6300"),
    },
    "PE": {
        # A menu: press 5 for mental health.
        "113": CrisisLine("Línea 113, opción 5", "panamericana.pe/salud/466160, from the ministry, 2026-03-02"),
    },
    "PL": {
        "116111": CrisisLine(
            "Telefon zaufania dla dzieci i młodzieży", "malopolska.policja.gov.pl; telepolis.pl, 2025-11"
        ),
        "116123": CrisisLine("Telefon dla dorosłych w kryzysie", "telepolis.pl, from the ministry, 2025-11"),
    },
    "SG": {
        "1767": CrisisLine("Samaritans of Singapore", "channelnewsasia.com, 2929241, 2022-09-10; CNA, 2025-07-21"),
    },
    "TH": {
        "1323": CrisisLine("Mental Health Hotline", "asianews.network, from the ministry, 2025-04-01"),
    },
    "TW": {
        "1925": CrisisLine("安心專線", "udn.com/news/story/7266/9329707, from the ministry, 2026-02-13"),
    },
    "UA": {
        "7333": CrisisLine(
            "Lifeline Ukraine", "lifelineukraine.com/en/news, 2021-08-17; kyivpost.com/post/40955, 2024"
        ),
    },
    "US": {
        "988": CrisisLine("988 Suicide & Crisis Lifeline", "health.wyo.gov; hcfl.gov, 2023-09-26"),
    },
}

TEXT: Mapping[str, Mapping[str, CrisisLine]] = {
    "CA": {
        "686868": CrisisLine("Kids Help Phone", "cbc.ca/news/health, 1.4894118, 2018-11"),
        "988": CrisisLine("9-8-8: Suicide Crisis Helpline", "cmhasaskatoon.ca/9-8-8, 2023-12-05"),
    },
    "GB": {
        "85258": CrisisLine("Shout", "fullfact.org/online/samaritans-text-message-service, 2022-12-08"),
    },
    "IE": {
        "50808": CrisisLine("Text About It", "kclr96fm.com, from the Health Service Executive, 2025-10-26"),
    },
    "NZ": {
        "1737": CrisisLine("Need to talk?", "scoop.co.nz/stories/PA1706/S00527; pegasus.health.nz/?p=6300"),
    },
    "US": {
        "22522": CrisisLine("love is respect", "loveisrespect.org/content/category/respectext, 2015-08"),
        # Its own page was not accessible: ten published lists of crisis lines agree on it.
        "678678": CrisisLine(
            "The Trevor Project", "published lists of crisis lines, which agree on it; its own page was unavailable."
        ),
        "741741": CrisisLine("Crisis Text Line", "internationalmentalhealth.org/resources; alexproject.org"),
        "838255": CrisisLine("Veterans Crisis Line", "veteranscrisisline.net; va.gov, 2022-07-25"),
        "988": CrisisLine("988 Suicide & Crisis Lifeline", "health.wyo.gov; hcfl.gov, 2023-09-26"),
    },
}
