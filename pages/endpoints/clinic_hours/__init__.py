"""``clinics/<id>/hours/``: when a clinic is open on given days, as moments that need no further reckoning.

The weekly hours and the special days of a clinic are local times. Here they become moments in UTC and in local time
with its offset, day by day. An interval belongs to the day on which it opens, also where it goes on past midnight. It
begins at the first moment at which clocks at the clinic show its opening time or a later one, and ends likewise: a time
that the clocks skip in spring is the moment at which they skip it, and one that comes twice in autumn is the first.

===================  ===============================================================================================
``clocks``           from local times to moments, by the rules of the IANA time zone
``schedule``         the intervals of a day; whether a clinic is open at a moment, and until when
``period``           what a request asks for
``representations``  the shape of the answer
``answers``          the answer, remembered until the content or the day changes
``views``            the view
===================  ===============================================================================================
"""
