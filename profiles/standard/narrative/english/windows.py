"""English for windows of time. Both bounds are inclusive (2.3, B11), which decides the words."""

from __future__ import annotations

from ..lexicon import Windows

FROM_INDEX = {
    ("none", "before"): "at least [{hi}] ago",
    ("none", "day before"): "[before the index date]",
    ("none", "same"): "[no later than the index date]",
    ("none", "after"): "[no later than {hi} after the index date]",
    ("none", "far"): "[at any date, also after the index date]",
    ("before", "before"): "[from {lo} to {hi} before the index date]",
    ("before", "day before"): "within [{lo}] before the index date",
    ("before", "same"): "within the last [{lo}]",
    ("before", "after"): "[from {lo} before until {hi} after the index date]",
    ("before", "far"): "[no earlier than {lo} before the index date]",
    ("same", "same"): "[on the index date]",
    ("same", "after"): "[from the index date and {hi} on]",
    ("same", "far"): "[from the index date on]",
    ("day after", "after"): "within [{hi}] after the index date",
    ("day after", "far"): "[after the index date]",
    ("after", "after"): "[from {lo} to {hi} after the index date]",
    ("after", "far"): "[no earlier than {lo} after the index date]",
}
FROM_RECORD = {
    ("none", "before"): "[at least {hi} before]",
    ("none", "day before"): "[before]",
    ("none", "same"): "[no later than the same day as]",
    ("none", "after"): "[no later than {hi} after]",
    ("none", "far"): "[at any date, also after]",
    ("before", "before"): "[from {lo} to {hi} before]",
    ("before", "day before"): "[within {lo} before]",
    ("before", "same"): "[within {lo} up to and including the day of]",
    ("before", "after"): "[from {lo} before until {hi} after]",
    ("before", "far"): "[no earlier than {lo} before]",
    ("same", "same"): "[on the same day as]",
    ("same", "after"): "[on the same day as or within {hi} after]",
    ("same", "far"): "[on the same day as or after]",
    ("day after", "after"): "[within {hi} after]",
    ("day after", "far"): "[after]",
    ("after", "after"): "[from {lo} to {hi} after]",
    ("after", "far"): "[no earlier than {lo} after]",
}

WINDOWS = Windows(
    from_index=FROM_INDEX, from_record=FROM_RECORD, backwards="from {} to {}", to="{lo} to {hi}"
)
