"""The endpoints of the API that show what clinics publish, besides the pages, images and files that ``api`` serves.

================  ==================================================================================================
``clinics``       the clinics of a site, with distances from a point
``clinic_hours``  a clinic's opening hours on given days, as timestamps
``faqs``          questions with their answers, independent of pages
``people``        authors and medical reviewers
``topics``        topics of articles and questions
``site``          what every page of a frontend needs besides its own content
``feeds``         the newest articles, for subscribers
``search``        full-text search of pages, questions and people
================  ==================================================================================================

``pages.api_endpoints`` gives each its name in the API.
"""
