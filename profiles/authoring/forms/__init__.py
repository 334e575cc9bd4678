"""Forms of authoring: between what a person fills in and what the document says, a module a kind of part."""
