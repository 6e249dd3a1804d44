"""``clinics/<id>/hours/``: a clinic's opening hours on given days, as timestamps that need no further calculation.

The weekly hours and the special days of a clinic are local times. Here they become timestamps in UTC and in local time
with its offset, day by day. An interval belongs to the day on which it opens, even if it continues past midnight. It
begins when clocks at the clinic first show its opening time or a later one, and ends likewise: a time that is skipped
in spring is the time of the change, and of one that occurs twice in autumn the first counts.

===================  ===============================================================================================
``clocks``           converts local times to UTC, by the rules of the IANA time zone
``schedule``         the intervals of a day; whether a clinic is open at a given time, and until when
``period``           the parsed request
``representations``  the shape of the response
``answers``          the response, cached until the content or the day changes
``views``            the view
===================  ===============================================================================================
"""
