"""Danish for windows of time. Both bounds are inclusive (2.3, B11), which decides the words."""

from __future__ import annotations

from ..lexicon import Windows

FROM_INDEX = {
    ("none", "before"): "for mindst [{hi}] siden",
    ("none", "day before"): "[før opgørelsesdagen]",
    ("none", "same"): "[senest på opgørelsesdagen]",
    ("none", "after"): "[senest {hi} efter opgørelsesdagen]",
    ("none", "far"): "[uanset dato, også efter opgørelsesdagen]",
    ("before", "before"): "[fra {lo} til {hi} før opgørelsesdagen]",
    ("before", "day before"): "inden for [{lo}] før opgørelsesdagen",
    ("before", "same"): "inden for [{lo}]",
    ("before", "after"): "[fra {lo} før til {hi} efter opgørelsesdagen]",
    ("before", "far"): "[tidligst {lo} før opgørelsesdagen]",
    ("same", "same"): "[på opgørelsesdagen]",
    ("same", "after"): "[fra opgørelsesdagen og {hi} frem]",
    ("same", "far"): "[fra opgørelsesdagen og frem]",
    ("day after", "after"): "inden for [{hi}] efter opgørelsesdagen",
    ("day after", "far"): "[efter opgørelsesdagen]",
    ("after", "after"): "[fra {lo} til {hi} efter opgørelsesdagen]",
    ("after", "far"): "[tidligst {lo} efter opgørelsesdagen]",
}
FROM_RECORD = {
    ("none", "before"): "[mindst {hi} før]",
    ("none", "day before"): "[før]",
    ("none", "same"): "[senest samme dag som]",
    ("none", "after"): "[senest {hi} efter]",
    ("none", "far"): "[uanset dato, også efter]",
    ("before", "before"): "[fra {lo} til {hi} før]",
    ("before", "day before"): "[inden for {lo} før]",
    ("before", "same"): "[inden for {lo} op til og med]",
    ("before", "after"): "[fra {lo} før til {hi} efter]",
    ("before", "far"): "[tidligst {lo} før]",
    ("same", "same"): "[samme dag som]",
    ("same", "after"): "[samme dag som eller inden for {hi} efter]",
    ("same", "far"): "[samme dag som eller efter]",
    ("day after", "after"): "[inden for {hi} efter]",
    ("day after", "far"): "[efter]",
    ("after", "after"): "[fra {lo} til {hi} efter]",
    ("after", "far"): "[tidligst {lo} efter]",
}

WINDOWS = Windows(
    from_index=FROM_INDEX, from_record=FROM_RECORD, backwards="fra {} til {}", to="{lo} til {hi}"
)
