/* A date or a time that Wagtail's picker cannot read stays as it was typed, for the server to refuse. When somebody leaves
   the field, the picker would put the present moment there instead, without a word. */
jQuery.fn.datetimepicker.defaults.validateOnBlur = false
