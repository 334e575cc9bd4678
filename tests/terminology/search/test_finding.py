"""Finding codes."""
from __future__ import annotations
import pytest
from profiles.terminology.search import Asked, find_codes
pytestmark = pytest.mark.django_db
ALL = ["sks","icpc-2-dk","atc","npu","mcs","ydelse","concept"]

def show(text, **kw):
    f = find_codes(Asked(text, ALL, **kw))
    print(repr(text), "->", f.said, f.repaired, f.total, f.near)
    for h in f.hits[:8]: print("   ", h.concept.system_id, h.concept.code, h.title, h.other_name, h.above, h.below, h.is_near)

def test_x():
    for t in ["DE11","de 11.9","type 2 øjen","sygdom","alsheimer","diabtes","oejne","ojne","øjn","e11","b","a10","80-0101","nyre de11","  ","xyzzy","sydom hjerte"]:
        show(t)
    show("demens", under="DF0")
    assert 0
