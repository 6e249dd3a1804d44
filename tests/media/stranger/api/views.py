from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from wagtail.images import get_image_model


def picture(request: HttpRequest, pk: int) -> JsonResponse:
    image = get_object_or_404(get_image_model(), pk=pk)
    return JsonResponse(image.get_api_representation({"request": request}))
