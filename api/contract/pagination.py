from __future__ import annotations

from typing import Any

from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api import conf, problems
from api.contract.parameters import positive_integer


class LimitOffsetPagination(BasePagination):
    """``limit`` and ``offset``; the answer is ``{"meta": {"total_count": …}, "items": […]}``.

    :raises LimitTooHigh: when ``limit`` is above ``WAGTAILAPI_LIMIT_MAX``.
    """

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        limit_max = conf.limit_max()
        offset = positive_integer(request.GET, "offset", 0)
        limit = positive_integer(request.GET, "limit", min(conf.DEFAULT_LIMIT, limit_max or conf.DEFAULT_LIMIT))
        if limit_max and limit > limit_max:
            raise problems.LimitTooHigh(
                f"limit cannot be higher than {limit_max}", parameter="limit", allowed=f"a number from 0 to {limit_max}"
            )
        self.total_count = queryset.count()
        return list(queryset[offset : offset + limit])

    def get_paginated_response(self, data: list[Any]) -> Response:
        return Response({"meta": {"total_count": self.total_count}, "items": data})
