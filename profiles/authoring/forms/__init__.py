"""Forms of authoring: between what a person fills in and what the document says, one module for each kind of part."""
