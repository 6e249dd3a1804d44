"""Short codes of crisis lines, by country, for voice and for text messages.

Those that libphonenumber's lists of short numbers lack, or know only as one of the many codes for text messages. They
were written down by hand and not yet compared with the lines' own websites: whoever publishes one calls it first.
"""

from __future__ import annotations

from collections.abc import Mapping

VOICE: Mapping[str, frozenset[str]] = {
    "AR": frozenset(["135"]),
    "AT": frozenset(["142", "147"]),
    "AU": frozenset(["131114"]),
    "BE": frozenset(["1813", "106", "107"]),
    "BR": frozenset(["188"]),
    "CA": frozenset(["988"]),
    "CH": frozenset(["143", "147"]),
    "CO": frozenset(["106"]),
    "DE": frozenset(["116123", "116111", "116117"]),
    "ES": frozenset(["024"]),
    "FR": frozenset(["3114"]),
    "GB": frozenset(["116123", "111"]),
    "HK": frozenset(["18111"]),
    "IE": frozenset(["116123", "116111"]),
    "IL": frozenset(["1201"]),
    "IN": frozenset(["14416"]),
    "KR": frozenset(["109"]),
    "NL": frozenset(["113"]),
    "NO": frozenset(["116123", "116111"]),
    "NZ": frozenset(["1737"]),
    "PE": frozenset(["113"]),
    "PH": frozenset(["1553"]),
    "PL": frozenset(["116123", "116111"]),
    "SG": frozenset(["1767"]),
    "TH": frozenset(["1323"]),
    "TW": frozenset(["1925"]),
    "UA": frozenset(["7333"]),
    "US": frozenset(["988"]),
}

TEXT: Mapping[str, frozenset[str]] = {
    "CA": frozenset(["988", "686868"]),
    "GB": frozenset(["85258"]),
    "IE": frozenset(["50808"]),
    "NZ": frozenset(["1737"]),
    "US": frozenset(["988", "741741", "678678", "838255", "22522"]),
}
