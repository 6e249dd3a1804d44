"""Django's PostgreSQL backend, with a test of idle connections that costs no round trip."""
