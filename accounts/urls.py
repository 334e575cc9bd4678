"""Addresses of accounts. Of the OAuth2 pages only the two that client credentials need are open."""

from django.urls import path
from oauth2_provider.views import RevokeTokenView, TokenView

from .views import account, clients, organisations, people, signing_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing_in.SignIn.as_view(), name="sign-in"),
    path("sign-out/", signing_in.SignOut.as_view(), name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new-person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/roles/", people.set_roles, name="set-roles"),
    path("people/<int:pk>/password/", people.set_password, name="set-password"),
    path("people/<int:pk>/active/", people.set_active, name="set-active"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.new_organisation, name="new-organisation"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("clients/", clients.clients, name="clients"),
    path("clients/new/", clients.new_client, name="new-client"),
    path("clients/<int:pk>/remove/", clients.remove_client, name="remove-client"),
    path("oauth/token", TokenView.as_view(), name="token"),
    path("oauth/revoke", RevokeTokenView.as_view(), name="revoke-token"),
]
