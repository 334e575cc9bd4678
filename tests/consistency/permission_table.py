"""Who may do what: one line for every method and address of the tool.

    METHOD address                        nobody  gunnar anna rikke tekla ulla asta stine

``nobody`` is not signed in; gunnar is a stranger (a reader at a vendor); anna has written every profile here
and manages its rights; rikke and tekla review clinically and technically; ulla publishes; asta administers;
stine looks after the standard, which is published as 1.0 and has a next draft.
In an address ``{…}`` stands for something of ``tests.world``: the slug of the profile that is
``{published}`` (and has no draft), ``{redrafted}`` (published, with a next draft), a first ``{draft}``,
``{in_review}`` (it has the comment ``{comment}``) or ``{approved}``; the shared code set ``{shared}`` is
published with a next draft and used by ``{redrafted}``, ``{shared_draft}`` is a first draft; ``{person}`` is
rikke, ``{client}`` an API client, ``{upload}`` the import of a shipped code system, which is over.

An answer is a status, or ``ok``: let in (with an empty POST that mostly means 422), or ``sign-in``: sent to
the sign-in page. A new URL needs a line here; a method without a line must be refused to everyone.
"""

from __future__ import annotations

PEOPLE = ("nobody", "gunnar", "anna", "rikke", "tekla", "ulla", "asta", "stine")

TABLE = """
# the tool
GET  /                                                                ok      ok  ok  ok  ok  ok  ok ok
GET  /health/                                                         ok      ok  ok  ok  ok  ok  ok ok
GET  /was                                                             ok      ok  ok  ok  ok  ok  ok ok
GET  /manual/                                                         ok      ok  ok  ok  ok  ok  ok ok
# the standard
GET  /standard/                                                       ok      ok  ok  ok  ok  ok  ok ok
GET  /standard/rules/2.3/                                             ok      ok  ok  ok  ok  ok  ok ok
GET  /standard/rules/Z99/                                             404     404 404 404 404 404 404 404
GET  /standard/catalogue/                                             ok      ok  ok  ok  ok  ok  ok ok
GET  /standard/catalogue/measurement/                                 ok      ok  ok  ok  ok  ok  ok ok
GET  /standard/grammar/                                               ok      ok  ok  ok  ok  ok  ok ok
GET  /standard/schema/1.0.json                                        ok      ok  ok  ok  ok  ok  ok ok
GET  /standard/catalogues/1.0.json                                    ok      ok  ok  ok  ok  ok  ok ok
GET  /standard/cases/window-both-days.json                            ok      ok  ok  ok  ok  ok  ok ok
GET  /codes/search/                                                   ok      ok  ok  ok  ok  ok  ok ok
GET  /codes/search/?q=diabetes                                        ok      ok  ok  ok  ok  ok  ok ok
# code systems, codes and imports
GET  /codes/                                                          ok      ok  ok  ok  ok  ok  ok ok
GET  /codes/new/                                                      sign-in 403 403 403 403 403 403 ok
POST /codes/new/                                                      sign-in 403 403 403 403 403 403 422
GET  /codes/imports/new/                                              sign-in 403 403 403 403 403 403 ok
POST /codes/imports/new/                                              sign-in 403 403 403 403 403 403 422
GET  /codes/imports/{upload}/                                         ok      ok  ok  ok  ok  ok  ok ok
POST /codes/imports/{upload}/continue/                                sign-in 403 403 403 403 403 403 302
POST /codes/imports/{upload}/give-up/                                 sign-in 403 403 403 403 403 403 302
GET  /codes/sks/                                                      ok      ok  ok  ok  ok  ok  ok ok
GET  /codes/sks/?under=DE11                                           ok      ok  ok  ok  ok  ok  ok ok
GET  /codes/unknown/                                                  404     404 404 404 404 404 404 404
GET  /codes/sks/changes/                                              ok      ok  ok  ok  ok  ok  ok ok
GET  /codes/sks/DE11/                                                 ok      ok  ok  ok  ok  ok  ok ok
GET  /codes/sks/NOTHING/                                              404     404 404 404 404 404 404 404
# signing in, and oneself
GET  /sign-in/                                                        ok      302 302 302 302 302 302 302
POST /sign-in/                                                       422     422 422 422 422 422 422 422
POST /sign-out/                                                       302     302 302 302 302 302 302 302
GET  /account/                                                        sign-in ok  ok  ok  ok  ok  ok ok
POST /account/                                                        sign-in 422 422 422 422 422 422 422
GET  /account/password/                                               sign-in ok  ok  ok  ok  ok  ok ok
POST /account/password/                                               sign-in 422 422 422 422 422 422 422
# people, organisations, systems
GET  /people/                                                         sign-in 403 403 403 403 403 ok 403
GET  /people/new/                                                     sign-in 403 403 403 403 403 ok 403
POST /people/new/                                                     sign-in 403 403 403 403 403 422 403
GET  /people/{person}/                                                sign-in 403 403 403 403 403 ok 403
POST /people/{person}/                                                sign-in 403 403 403 403 403 422 403
POST /people/{person}/roles/                                          sign-in 403 403 403 403 403 302 403
POST /people/{person}/password/                                       sign-in 403 403 403 403 403 422 403
POST /people/{person}/active/                                         sign-in 403 403 403 403 403 302 403
GET  /organisations/                                                  sign-in 403 403 403 403 403 ok 403
GET  /organisations/new/                                              sign-in 403 403 403 403 403 ok 403
POST /organisations/new/                                              sign-in 403 403 403 403 403 422 403
GET  /organisations/medcom/                                           sign-in 403 403 403 403 403 ok 403
POST /organisations/medcom/                                           sign-in 403 403 403 403 403 422 403
GET  /clients/                                                        sign-in 403 403 403 403 403 ok 403
GET  /clients/new/                                                    sign-in 403 403 403 403 403 ok 403
POST /clients/new/                                                    sign-in 403 403 403 403 403 422 403
GET  /clients/{client}/remove/                                        sign-in 403 403 403 403 403 ok 403
POST /clients/{client}/remove/                                        sign-in 403 403 403 403 403 302 403
POST /oauth/token                                                     400     400 400 400 400 400 400 400
POST /oauth/revoke                                                    400     400 400 400 400 400 400 400
# profiles
GET  /profiles/                                                       ok      ok  ok  ok  ok  ok  ok ok
GET  /profiles/new/                                                   sign-in 403 ok  403 403 403 403 403
POST /profiles/new/                                                   sign-in 403 422 403 403 403 403 403
GET  /profiles/import/                                                sign-in 403 ok  403 403 403 403 403
POST /profiles/import/                                                sign-in 403 422 403 403 403 403 403
GET  /profiles/{published}/                                           ok      ok  ok  ok  ok  ok  ok ok
GET  /profiles/{redrafted}/                                           ok      ok  ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/                                               404     404 ok  ok  ok  ok  ok ok
GET  /profiles/{published}/history/                                   sign-in 403 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/history/                                       sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{published}/rights/                                    sign-in 403 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/rights/                                        sign-in 404 ok  ok  ok  ok  ok ok
POST /profiles/{published}/rights/                                    sign-in 403 422 403 403 403 422 403
POST /profiles/{draft}/rights/                                        sign-in 404 422 403 403 403 422 403
# writing
POST /profiles/{published}/start-draft/                               sign-in 403 302 403 403 403 403 403
POST /profiles/{redrafted}/discard-draft/                             sign-in 403 422 403 403 403 403 403
POST /profiles/{draft}/discard-draft/                                 sign-in 404 422 403 403 403 403 403
GET  /profiles/{draft}/draft/                                         sign-in 404 302 302 302 302 302 302
GET  /profiles/{published}/draft/                                     sign-in 403 404 404 404 404 404 404
GET  /profiles/{redrafted}/draft/population/                          sign-in 403 ok  ok  ok  ok  ok ok
GET  /profiles/{in_review}/draft/population/                          sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/purpose/                                 sign-in 404 ok  ok  ok  ok  ok ok
POST /profiles/{draft}/draft/purpose/                                 sign-in 404 422 403 403 403 403 403
GET  /profiles/{draft}/draft/upgrade/                                 sign-in 404 ok  ok  ok  ok  ok ok
POST /profiles/{draft}/draft/upgrade/                                 sign-in 404 422 403 403 403 403 403
GET  /profiles/{draft}/draft/references/                              sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/code-sets/                               sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/population/                              sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/groups/                                  sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/columns/                                 sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/patient-view/                            sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/actions/                                 sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/data-quality/                            sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/parameters/                              sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/new-code-set/                            sign-in 404 ok  403 403 403 403 403
POST /profiles/{draft}/draft/new-code-set/                            sign-in 404 ok  403 403 403 403 403
GET  /profiles/{draft}/draft/code-sets/t2d/                           sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/code-sets/t2d/export/fhir/               sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/code-sets/t2d/export/pdf/                sign-in 404 404 404 404 404 404 404
GET  /profiles/{published}/code-sets/1.0.0/t2d/export/csv/            ok      ok  ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/code-sets/1.0.0/t2d/export/csv/                404     404 404 404 404 404 404 404
POST /profiles/{draft}/draft/code-sets/t2d/                           sign-in 404 ok  403 403 403 403 403
GET  /profiles/{draft}/draft/code-sets/t2d/tree/                      sign-in 404 302 302 302 302 302 302
GET  /profiles/{draft}/draft/code-sets/t2d/search/                    sign-in 404 302 302 302 302 302 302
POST /profiles/{draft}/draft/code-sets/t2d/rule/                      sign-in 404 422 403 403 403 403 403
POST /profiles/{draft}/draft/code-sets/t2d/undo/                      sign-in 404 422 403 403 403 403 403
GET  /profiles/{draft}/draft/code-sets/t2d/add/                       sign-in 404 ok  403 403 403 403 403
POST /profiles/{draft}/draft/code-sets/t2d/add/                       sign-in 404 422 403 403 403 403 403
GET  /profiles/{draft}/draft/code-sets/t2d/mapping/                   sign-in 404 ok  403 403 403 403 403
POST /profiles/{in_review}/draft/code-sets/t2d/rule/                  sign-in 404 422 403 403 403 403 403
POST /profiles/{draft}/undo/population/                               sign-in 404 422 403 403 403 403 403
POST /profiles/{draft}/number/population/                             sign-in 404 422 403 403 403 403 403
POST /profiles/{draft}/draft/population/parts/inclusion/              sign-in 404 422 403 403 403 403 403
POST /profiles/{draft}/draft/population/parts/inclusion/change/       sign-in 404 422 403 403 403 403 403
POST /profiles/{draft}/draft/population/add/inclusion/                sign-in 404 422 403 403 403 403 403
POST /profiles/{published}/draft/population/add/inclusion/            sign-in 403 404 403 403 403 403 403
POST /profiles/{in_review}/draft/population/add/inclusion/            sign-in 404 422 403 403 403 403 403
GET  /profiles/{published}/counts/1.0.0/                              ok      ok  ok  ok  ok  ok  ok ok
GET  /profiles/{published}/counts/9.9.9/                              404     404 404 404 404 404 404 404
GET  /profiles/{draft}/counts/1.0.0/                                  404     404 404 404 404 404 404 404
GET  /profiles/{published}/counts/                                    sign-in 403 404 404 404 404 404 404
GET  /profiles/{draft}/counts/                                        sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{redrafted}/counts/                                    sign-in 403 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/counts/                                  sign-in 404 302 302 302 302 302 302
POST /profiles/{draft}/fix/population/                                sign-in 404 409 403 403 403 403 403
POST /profiles/{published}/fix/population/                            sign-in 403 404 403 403 403 403 403
POST /profiles/{in_review}/fix/population/                            sign-in 404 409 403 403 403 403 403
# codes: what they are read against, and who has seen them
GET  /profiles/{draft}/codes/                                         sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{published}/codes/                                     sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{published}/codes/1.0.0/                               ok      ok  ok  ok  ok  ok  ok ok
GET  /profiles/{published}/codes/9.9.9/                               404     404 404 404 404 404 404 404
GET  /profiles/{draft}/codes/1.0.0/                                   404     404 404 404 404 404 404 404
GET  /profiles/{draft}/codes-not-seen/                                sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{in_review}/codes-not-seen/                            sign-in 404 ok  ok  ok  ok  ok ok
POST /profiles/{draft}/codes-not-seen/                                sign-in 404 422 422 422 403 403 403
POST /profiles/{in_review}/codes-not-seen/                            sign-in 404 422 422 422 403 403 403
POST /profiles/{published}/codes-not-seen/                            sign-in 404 409 409 409 403 403 403
GET  /profiles/{draft}/draft/releases/sks/                            sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/draft/releases/nothing/                        sign-in 404 404 404 404 404 404 404
POST /profiles/{draft}/draft/releases/sks/                            sign-in 404 422 403 403 403 403 403
GET  /profiles/release-impact/sks/1/                                  sign-in ok  ok  ok  ok  ok  ok ok
GET  /profiles/release-impact/sks/9/                                  sign-in 404 404 404 404 404 404 404
POST /profiles/release-impact/sks/1/                                  sign-in 404 404 404 404 404 404 404
# reviewing
GET  /profiles/{in_review}/review/                                    sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{published}/review/                                    sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/review/                                        sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/review/submit/                                 sign-in 404 ok  403 403 403 403 403
POST /profiles/{draft}/review/submit/                                 sign-in 404 302 403 403 403 403 403
POST /profiles/{in_review}/review/take-back/                          sign-in 404 422 403 403 403 403 403
POST /profiles/{in_review}/review/decide/                             sign-in 404 403 422 422 403 403 403
POST /profiles/{in_review}/review/comments/                           sign-in 404 422 422 422 422 403 403
POST /profiles/{in_review}/review/comments/{comment}/reply/           sign-in 404 422 422 422 422 403 403
POST /profiles/{in_review}/review/comments/{comment}/resolve/         sign-in 404 302 302 302 302 403 403
POST /profiles/{in_review}/review/comments/{comment}/reopen/          sign-in 404 409 409 409 409 403 403
# publishing
POST /profiles/{approved}/publish/                                    sign-in 404 403 403 403 422 403 403
GET  /profiles/{published}/versions/1.0.0/                            ok      ok  ok  ok  ok  ok  ok ok
GET  /profiles/{published}/versions/9.9.9/                            404     404 404 404 404 404 404 404
GET  /profiles/{approved}/versions/1.0.0/                             404     404 404 404 404 404 404 404
POST /profiles/{published}/versions/1.0.0/withdraw/                   sign-in 403 403 403 403 422 403 403
# drafting and withdrawing the standard
POST /profiles/standard/take-in/                                      sign-in 403 403 403 403 403 403 302
GET  /profiles/standard/                                              ok  ok  ok  ok  ok  ok  ok  ok
GET  /profiles/standard/history/                                      sign-in 403 403 ok  ok  ok  ok  ok
GET  /profiles/standard/rights/                                       sign-in 403 403 ok  ok  ok  ok  ok
POST /profiles/standard/rights/                                       sign-in 403 403 403 403 403 422 422
POST /profiles/standard/start-draft/                                  sign-in 403 403 403 403 403 403 302
POST /profiles/standard/discard-draft/                                sign-in 403 403 403 403 403 403 422
GET  /profiles/standard/draft/                                        sign-in 403 403 302 302 302 302 302
GET  /profiles/standard/draft/elements/                               sign-in 403 403 ok  ok  ok  ok  ok
GET  /profiles/standard/draft/code-systems/                           sign-in 403 403 ok  ok  ok  ok  ok
GET  /profiles/standard/draft/notes/                                  sign-in 403 403 ok  ok  ok  ok  ok
POST /profiles/standard/draft/notes/                                  sign-in 403 403 403 403 403 403 409
GET  /profiles/standard/draft/population/                             sign-in 403 403 404 404 404 404 404
POST /profiles/standard/undo/elements/                                sign-in 403 403 403 403 403 403 422
POST /profiles/standard/number/elements/                              sign-in 403 403 403 403 403 403 422
POST /profiles/standard/draft/elements/parts/contact/                 sign-in 403 403 403 403 403 403 422
POST /profiles/standard/draft/elements/parts/contact/change/          sign-in 403 403 403 403 403 403 422
POST /profiles/standard/draft/elements/add/contact/                   sign-in 403 403 403 403 403 403 422
GET  /profiles/standard/review/                                       sign-in 404 404 ok  ok  ok  ok  ok
GET  /profiles/standard/review/submit/                                sign-in 404 404 403 403 403 403 ok
POST /profiles/standard/review/submit/                                sign-in 404 404 403 403 403 403 422
POST /profiles/standard/review/comments/                              sign-in 404 404 422 422 422 403 422
GET  /profiles/standard/versions/1.0/                                 ok  ok  ok  ok  ok  ok  ok  ok
GET  /profiles/standard/versions/9.9/                                 404 404 404 404 404 404 404 404
POST /profiles/standard/versions/1.0/withdraw/                        sign-in 403 403 403 403 422 403 403
# shared code sets
GET  /code-sets/                                                      ok      ok  ok  ok  ok  ok  ok ok
GET  /code-sets/new/                                                  sign-in 403 ok  403 403 403 403 403
GET  /code-sets/new/?from={published}@1.0.0/t2d                       sign-in 403 ok  403 403 403 403 403
GET  /code-sets/new/?from=nothing@1.0.0                               sign-in 403 404 403 403 403 403 403
POST /code-sets/new/                                                  sign-in 403 422 403 403 403 403 403
GET  /code-sets/compare/                                              ok      ok  ok  ok  ok  ok  ok ok
GET  /code-sets/compare/?a={shared}@1.0.0&b={published}@1.0.0/t2d     ok      ok  ok  ok  ok  ok  ok ok
GET  /code-sets/compare/?a={shared}@draft                             404     404 ok  ok  ok  ok  ok ok
GET  /code-sets/compare/?a={draft}@draft/t2d                          404     404 ok  ok  ok  ok  ok ok
GET  /code-sets/compare/?a={draft}@1.0.0/t2d                          404     404 404 404 404 404 404 404
GET  /code-sets/compare/?a=standard@1.0                               404     404 404 404 404 404 404 404
GET  /profiles/{shared}/                                              ok      ok  ok  ok  ok  ok  ok ok
GET  /profiles/{shared_draft}/                                        404     404 ok  ok  ok  ok  ok ok
GET  /profiles/{shared}/versions/1.0.0/                               ok      ok  ok  ok  ok  ok  ok ok
GET  /profiles/{shared_draft}/versions/1.0.0/                         404     404 404 404 404 404 404 404
POST /profiles/{shared}/versions/1.0.0/withdraw/                      sign-in 403 403 403 403 422 403 403
GET  /profiles/{shared}/history/                                      sign-in 403 ok  ok  ok  ok  ok ok
POST /profiles/{shared_draft}/rights/                                 sign-in 404 422 403 403 403 422 403
GET  /profiles/{shared}/draft/                                        sign-in 403 302 302 302 302 302 302
GET  /profiles/{shared}/draft/code-sets/                              sign-in 403 302 302 302 302 302 302
GET  /profiles/{shared}/draft/code-sets/demens/                       sign-in 403 ok  ok  ok  ok  ok ok
POST /profiles/{shared}/draft/code-sets/demens/                       sign-in 403 ok  403 403 403 403 403
GET  /profiles/{shared}/draft/about/                                  sign-in 403 ok  ok  ok  ok  ok ok
POST /profiles/{shared}/draft/about/                                  sign-in 403 422 403 403 403 403 403
GET  /profiles/{draft}/draft/about/                                   sign-in 404 404 404 404 404 404 404
GET  /profiles/{shared}/draft/references/                             sign-in 403 ok  ok  ok  ok  ok ok
GET  /profiles/{shared}/draft/upgrade/                                sign-in 403 ok  ok  ok  ok  ok ok
GET  /profiles/{shared}/draft/population/                             sign-in 403 404 404 404 404 404 404
GET  /profiles/{shared}/draft/purpose/                                sign-in 403 404 404 404 404 404 404
GET  /profiles/{shared}/draft/new-code-set/                           sign-in 403 404 403 403 403 403 403
GET  /profiles/{shared}/draft/counts/                                 sign-in 403 404 404 404 404 404 404
GET  /profiles/{shared}/counts/                                       sign-in 403 404 404 404 404 404 404
GET  /profiles/{shared}/counts/1.0.0/                                 404     404 404 404 404 404 404 404
GET  /profiles/{shared}/review/                                       sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{redrafted}/draft/use-shared/                          sign-in 403 ok  403 403 403 403 403
POST /profiles/{redrafted}/draft/use-shared/                          sign-in 403 422 403 403 403 403 403
GET  /profiles/{draft}/draft/use-shared/                              sign-in 404 ok  403 403 403 403 403
GET  /profiles/{shared}/draft/use-shared/                             sign-in 403 404 403 403 403 403 403
GET  /profiles/{redrafted}/draft/code-sets/demens/shared/             sign-in 403 ok  ok  ok  ok  ok ok
POST /profiles/{redrafted}/draft/code-sets/demens/shared/             sign-in 403 422 403 403 403 403 403
GET  /profiles/{redrafted}/draft/code-sets/t2d/shared/                sign-in 403 404 404 404 404 404 404
# the API
GET  /api/v1/code-sets                                                ok      ok  ok  ok  ok  ok  ok ok
GET  /api/v1/code-sets/{shared}/versions/1.0.0                        ok      ok  ok  ok  ok  ok  ok ok
GET  /api/v1/code-sets/{shared_draft}/versions/1.0.0                  404     404 404 404 404 404 404 404
GET  /api/v1/code-sets/{published}/versions/1.0.0                     404     404 404 404 404 404 404 404
GET  /api/v1/profiles/{shared}                                        404     404 404 404 404 404 404 404
GET  /api/v1/profiles/{shared}/versions/1.0.0                         404     404 404 404 404 404 404 404
GET  /api/v1/profiles                                                 ok      ok  ok  ok  ok  ok  ok ok
GET  /api/v1/profiles/{published}                                     ok      ok  ok  ok  ok  ok  ok ok
GET  /api/v1/profiles/{approved}                                      404     404 404 404 404 404 404 404
GET  /api/v1/profiles/{published}/versions/1.0.0                      ok      ok  ok  ok  ok  ok  ok ok
GET  /api/v1/profiles/{approved}/versions/1.0.0                       404     404 404 404 404 404 404 404
GET  /api/v1/profiles/{published}/versions/1.0.0/manifest             ok  ok  ok  ok  ok  ok  ok  ok
GET  /api/v1/profiles/{approved}/versions/1.0.0/manifest              404 404 404 404 404 404 404 404
GET  /api/v1/profiles/{published}/versions/1.0.0/code-sets            ok  ok  ok  ok  ok  ok  ok  ok
GET  /api/v1/profiles/{approved}/versions/1.0.0/code-sets             404 404 404 404 404 404 404 404
GET  /api/v1/profiles/{published}/versions/1.0.0/code-sets/t2d        ok  ok  ok  ok  ok  ok  ok  ok
GET  /api/v1/profiles/{approved}/versions/1.0.0/code-sets/t2d         404 404 404 404 404 404 404 404
GET  /api/v1/profiles/{published}/versions/1.0.0/code-sets/t2d/value-set ok ok ok ok  ok  ok  ok  ok
GET  /api/v1/profiles/{approved}/versions/1.0.0/code-sets/t2d/value-set 404 404 404 404 404 404 404 404
GET  /api/v1/standards                                                ok  ok  ok  ok  ok  ok  ok  ok
GET  /api/v1/standards/1.0                                            ok  ok  ok  ok  ok  ok  ok  ok
GET  /api/v1/standards/9.9                                            404 404 404 404 404 404 404 404
GET  /api/v1/standards/1.0/schema                                     ok  ok  ok  ok  ok  ok  ok  ok
GET  /api/v1/openapi.yaml                                             ok      ok  ok  ok  ok  ok  ok ok
GET  /api/v1/nothing                                                  404     404 404 404 404 404 404 404
"""

#: The same where published profiles are not open to all (``OPEN_READING`` off).
WHEN_READING_IS_CLOSED = """
GET  /                                                                ok      ok  ok  ok  ok  ok  ok ok
GET  /health/                                                         ok      ok  ok  ok  ok  ok  ok ok
GET  /manual/                                                         ok      ok  ok  ok  ok  ok  ok ok
GET  /profiles/                                                       sign-in ok  ok  ok  ok  ok  ok ok
GET  /profiles/{published}/                                           sign-in ok  ok  ok  ok  ok  ok ok
GET  /profiles/{draft}/                                               sign-in 404 ok  ok  ok  ok  ok ok
GET  /profiles/{published}/versions/1.0.0/                            sign-in ok  ok  ok  ok  ok  ok ok
GET  /profiles/{published}/codes/1.0.0/                               sign-in ok  ok  ok  ok  ok  ok ok
GET  /api/v1/profiles                                                 401     ok  ok  ok  ok  ok  ok ok
GET  /api/v1/profiles/{published}                                     401     ok  ok  ok  ok  ok  ok ok
GET  /api/v1/profiles/{draft}                                         401     404 404 404 404 404 404 404
GET  /api/v1/profiles/{published}/versions/1.0.0                      401     ok  ok  ok  ok  ok  ok ok
GET  /api/v1/standards                                                401 ok  ok  ok  ok  ok  ok  ok
GET  /api/v1/standards/1.0/schema                                     401 ok  ok  ok  ok  ok  ok  ok
GET  /api/v1/profiles/{published}/versions/1.0.0/manifest             401 ok  ok  ok  ok  ok  ok  ok
GET  /profiles/standard/                                              sign-in ok  ok  ok  ok  ok  ok  ok
GET  /profiles/standard/versions/1.0/                                 sign-in ok  ok  ok  ok  ok  ok  ok
GET  /api/v1/profiles/{published}/versions/1.0.0/code-sets            401 ok  ok  ok  ok  ok  ok  ok
GET  /api/v1/profiles/{published}/versions/1.0.0/code-sets/t2d        401 ok  ok  ok  ok  ok  ok  ok
GET  /api/v1/profiles/{published}/versions/1.0.0/code-sets/t2d/value-set 401 ok ok ok ok  ok  ok  ok
GET  /code-sets/                                                      sign-in ok  ok  ok  ok  ok  ok ok
GET  /code-sets/compare/?a={shared}@1.0.0                             sign-in ok  ok  ok  ok  ok  ok ok
GET  /profiles/{shared}/                                              sign-in ok  ok  ok  ok  ok  ok ok
GET  /profiles/{shared}/versions/1.0.0/                               sign-in ok  ok  ok  ok  ok  ok ok
GET  /api/v1/code-sets                                                401     ok  ok  ok  ok  ok  ok ok
GET  /api/v1/code-sets/{shared}/versions/1.0.0                        401     ok  ok  ok  ok  ok  ok ok
GET  /api/v1/openapi.yaml                                             ok      ok  ok  ok  ok  ok  ok ok
GET  /codes/search/                                                   sign-in ok  ok  ok  ok  ok  ok  ok
GET  /codes/                                                          sign-in ok  ok  ok  ok  ok  ok ok
GET  /codes/sks/                                                      sign-in ok  ok  ok  ok  ok  ok ok
GET  /codes/sks/changes/                                              sign-in ok  ok  ok  ok  ok  ok ok
GET  /codes/sks/DE11/                                                 sign-in ok  ok  ok  ok  ok  ok ok
GET  /codes/imports/{upload}/                                         sign-in ok  ok  ok  ok  ok  ok ok
GET  /standard/                                                       sign-in ok  ok  ok  ok  ok  ok ok
GET  /standard/rules/2.3/                                             sign-in ok  ok  ok  ok  ok  ok ok
GET  /standard/catalogue/                                             sign-in ok  ok  ok  ok  ok  ok ok
GET  /standard/catalogue/measurement/                                 sign-in ok  ok  ok  ok  ok  ok ok
GET  /standard/grammar/                                               sign-in ok  ok  ok  ok  ok  ok ok
GET  /standard/schema/1.0.json                                        sign-in ok  ok  ok  ok  ok  ok ok
GET  /standard/catalogues/1.0.json                                    sign-in ok  ok  ok  ok  ok  ok ok
GET  /standard/cases/window-both-days.json                            sign-in ok  ok  ok  ok  ok  ok ok
GET  /profiles/{published}/counts/1.0.0/                              sign-in ok  ok  ok  ok  ok  ok ok
"""
