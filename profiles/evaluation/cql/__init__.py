"""A document as a CQL library over FHIR R4: a third opinion for us, an entrance for those who run CQL.

The library is written to be read: a definition for every criterion, selection and column, named after its
node, in the order they build on each other. It is also written for engines as they are:

- Truths are CQL's own: ``and``, ``or`` and ``not`` are Kleene's. ``in`` on lists and ``sort by`` are never
  used, because engines differ about missing values and ties there; ``return all`` always is, because they
  differ about duplicates without it.
- Code sets are the rules themselves, functions of a code; value sets would say what one release says.
- Every name is quoted and begins with a word of ours, so none meets a word of the language.

What CQL cannot say exactly is never written: :class:`NotSayable` lists it. Decimals of CQL have eight places,
so a number of a document with nine or ten is a loss, and that is all that 1.0 loses. What hangs on the *data*
cannot be refused beforehand, so it is told here:

- Measured values are exact to eight decimals, before and after conversion.
- ``cql-execution`` counts in binary: it has 15 significant digits, and what it computes (a conversion, a sum)
  must stay below 2^31.
- Texts are in the order of UTF-16 in engines on JavaScript and the JVM; the standard's is that of code points
  (C5). They differ for signs beyond U+FFFF alone.
- Days before year 1 and after 9999 are missing in CQL; our evaluator refuses them.
"""

from .document import to_cql
from .losses import Loss, NotSayable

__all__ = ["Loss", "NotSayable", "to_cql"]
