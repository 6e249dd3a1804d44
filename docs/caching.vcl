# Varnish 6 or 7 in front of the API. It caches responses for as long as s-maxage says, and drops them when told to:
# the CMS sends BAN requests with the surrogate keys of what has changed. See delivery.md.
vcl 4.1;

import std;

backend default {
    .host = "127.0.0.1";
    .port = "8000";
    .probe = {
        .url = "/readyz";
        .interval = 2s;
        .timeout = 5s;
        .window = 4;
        .threshold = 2;
        .initial = 2;
    }
}

# Who may send BAN requests: the machines that the CMS and its worker run on.
acl cms {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "BAN") {
        # A request that a proxy on the same machine forwards has two IP addresses there, with the client's first.
        if (client.ip !~ cms || req.http.X-Forwarded-For ~ "," || !req.http.X-Surrogate-Keys) {
            return (synth(403, "Forbidden"));
        }
        ban("obj.http.Surrogate-Key ~ " + req.http.X-Surrogate-Keys);
        return (synth(200, "Banned"));
    }
    # Only the API is public and the same for everybody.
    if (req.url !~ "^/api/" || (req.method != "GET" && req.method != "HEAD")) {
        return (pass);
    }
    unset req.http.Cookie;
    unset req.http.Authorization;
    # Responses older than s-maxage allows are sent only while the CMS does not respond.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 0s;
    }
}

sub vcl_backend_response {
    if (beresp.status >= 400) {
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
    } else {
        # The same as stale-if-error.
        set beresp.grace = 1d;
        set beresp.keep = 1d;
    }
}

sub vcl_deliver {
    # The surrogate keys are for caches, not for readers.
    unset resp.http.Surrogate-Key;
    unset resp.http.Cache-Tag;
}
