"""Addresses of authoring."""

from django.urls import path

from .catalogue import views as standard
from .catalogue.shell import SECTIONS as STANDARD_SECTIONS
from .sections import SECTIONS
from .views.code_set import (
    add_codes,
    choose,
    code_set,
    map_codes,
    new_code_set,
    search_codes,
    tree,
    undo_code_set,
)
from .views.codes import codes, version_codes
from .views.codes_not_seen import codes_not_seen
from .views.counts import draft_counts, editor_counts, version_counts
from .views.editor import change, draft, number, section, undo
from .views.exports import export_of_draft, export_of_version
from .views.fix import fix
from .views.history import history
from .views.move_release import move_release
from .views.new_profile import import_document, new_profile
from .views.parts import add_part, write_part
from .views.profile import begin_draft, discard, profile
from .views.profiles import profiles
from .views.purpose import purpose
from .views.release_impact import release_impact
from .views.rights import rights
from .views.shared import about, link, use
from .views.standard import take_in
from .views.upgrade import upgrade

app_name = "authoring"
urlpatterns = [
    path("", profiles, name="profiles"),
    path("new/", new_profile, name="new-profile"),
    path("import/", import_document, name="import-profile"),
    # The standard is drafted below its own name; everything else about it is like a profile's.
    path("standard/take-in/", take_in, name="take-in-standard"),
    path("standard/draft/", standard.draft, name="standard-draft"),
    path("standard/draft/notes/", standard.notes, name="standard-notes"),
    *(
        path(
            f"standard/draft/{each.slug}/",
            standard.section,
            {"section": each.slug},
            name=f"standard-{each.slug}",
        )
        for each in STANDARD_SECTIONS
        if each.slug != "notes"
    ),
    path("standard/undo/<slug:section>/", standard.undo, name="standard-undo"),
    path("standard/number/<slug:section>/", standard.number, name="standard-number"),
    path("standard/draft/<slug:section>/parts/<str:part>/", standard.write_part, name="standard-part"),
    path("standard/draft/<slug:section>/parts/<str:part>/change/", standard.change, name="standard-change"),
    path("standard/draft/<slug:section>/add/<str:parent>/", standard.add_part, name="standard-add"),
    path("release-impact/<slug:system>/<int:number>/", release_impact, name="release-impact"),
    path("<slug:slug>/", profile, name="profile"),
    path("<slug:slug>/start-draft/", begin_draft, name="start-draft"),
    path("<slug:slug>/discard-draft/", discard, name="discard-draft"),
    path("<slug:slug>/history/", history, name="history"),
    path("<slug:slug>/rights/", rights, name="rights"),
    path("<slug:slug>/counts/", draft_counts, name="counts"),
    path("<slug:slug>/counts/<str:number>/", version_counts, name="version-counts"),
    path("<slug:slug>/codes/", codes, name="codes"),
    path("<slug:slug>/codes/<str:number>/", version_codes, name="version-codes"),
    path("<slug:slug>/codes-not-seen/", codes_not_seen, name="codes-not-seen"),
    path("<slug:slug>/draft/", draft, name="draft"),
    path("<slug:slug>/draft/releases/<slug:system>/", move_release, name="move-release"),
    path("<slug:slug>/draft/counts/", editor_counts, name="editor-counts"),
    path("<slug:slug>/draft/purpose/", purpose, name="purpose"),
    path("<slug:slug>/draft/upgrade/", upgrade, name="upgrade"),
    path("<slug:slug>/draft/new-code-set/", new_code_set, name="new-code-set"),
    path("<slug:slug>/draft/code-sets/<slug:code_set>/", code_set, name="code-set"),
    path("<slug:slug>/draft/code-sets/<slug:code_set>/tree/", tree, name="code-set-tree"),
    path("<slug:slug>/draft/code-sets/<slug:code_set>/search/", search_codes, name="code-set-search"),
    path("<slug:slug>/draft/code-sets/<slug:code_set>/rule/", choose, name="code-set-rule"),
    path("<slug:slug>/draft/code-sets/<slug:code_set>/undo/", undo_code_set, name="code-set-undo"),
    path("<slug:slug>/draft/code-sets/<slug:code_set>/add/", add_codes, name="code-set-add"),
    path("<slug:slug>/draft/code-sets/<slug:code_set>/mapping/", map_codes, name="code-set-mapping"),
    path(
        "<slug:slug>/draft/code-sets/<slug:code_set>/export/<slug:form>/",
        export_of_draft,
        name="export-of-draft",
    ),
    path(
        "<slug:slug>/code-sets/<str:number>/<slug:code_set>/export/<slug:form>/",
        export_of_version,
        name="export-of-version",
    ),
    path("<slug:slug>/draft/code-sets/<slug:code_set>/shared/", link, name="shared-link"),
    path("<slug:slug>/draft/use-shared/", use, name="use-shared"),
    path("<slug:slug>/draft/about/", about, name="about"),
    *(
        path(f"<slug:slug>/draft/{each.slug}/", section, {"section": each.slug}, name=each.slug)
        for each in SECTIONS
        if each.slug != "purpose"
    ),
    path("<slug:slug>/undo/<slug:section>/", undo, name="undo"),
    path("<slug:slug>/number/<slug:section>/", number, name="number"),
    path("<slug:slug>/fix/<slug:section>/", fix, name="fix"),
    path("<slug:slug>/draft/<slug:section>/parts/<slug:node>/", write_part, name="write-part"),
    path("<slug:slug>/draft/<slug:section>/parts/<slug:node>/change/", change, name="change-part"),
    path("<slug:slug>/draft/<slug:section>/add/<slug:parent>/", add_part, name="add-part"),
]
