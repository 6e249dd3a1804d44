"""The endpoints of the API that show what clinics publish, besides the pages, images and files that ``api`` serves.

================  ==================================================================================================
``clinics``       the clinics of a site, with distances from a point
``clinic_hours``  when a clinic is open on given days, as moments
``faqs``          questions with their answers, apart from the pages that show them
``people``        authors and medical reviewers
``topics``        what articles and questions are filed under
``site``          what every page of a frontend needs besides its own content
``feeds``         the newest articles, for those who subscribe to them
``search``        pages, questions and people, by their words
================  ==================================================================================================

``pages.api_endpoints`` gives each its name in the API.
"""
