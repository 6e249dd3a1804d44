"""Made-up objects of any model, so that tests walk the registries of what there is.

=============  ========================================================================================================
``objects``    an object of a model, with something in each field that the API shows
``values``     a value for a field of a model, by its class
``blocks``     what is stored for a block, by its class
``known``      values that a rule of a model asks for
=============  ========================================================================================================

Whatever has no value here is an error that says where to add one.
"""
