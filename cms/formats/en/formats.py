from django.conf.locale.en import formats

_HALF_A_DAY = ["%I:%M %p", "%I:%M%p", "%I %p", "%I%p"]

TIME_INPUT_FORMATS = [*formats.TIME_INPUT_FORMATS, *_HALF_A_DAY]
DATETIME_INPUT_FORMATS = [
    *formats.DATETIME_INPUT_FORMATS,
    *(f"{date} {time}" for date in ("%Y-%m-%d", "%m/%d/%Y") for time in _HALF_A_DAY),
]
