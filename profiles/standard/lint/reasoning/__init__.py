"""What can be shown of criteria without any patient: what never holds, always holds, or follows from what.

A small abstract domain. Values lie in *extents* (regions of numbers, days and tokens, and days that move with
the index date), code sets are *regions of codes*, selections are ordered by which contains which, and
*knowledge* is what a truth that is assumed lets one know of every value. Everything said here holds for every
patient and every index date; where nothing can be shown, nothing is said. Unknown is not false: that a
criterion is never true does not mean that it is always false, and a part is redundant only where leaving it
out changes no outcome, unknown ones included.

Not seen: what follows from several alternatives at once, from how the latest, highest and average of one
selection relate, from the parts of an ``at_least`` taken together except where they are limits on one value,
from a parameter's range, or from how a fixed date relates to the index date.
"""
