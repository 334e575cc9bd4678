"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import actions
from accounts.forms import SignInForm
from accounts.models import User
from accounts.throttle import MINUTES, Attempt


class SignIn(LoginView):
    """E-mail and password; wrong attempts are counted, recorded, and in the end made to wait."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm
    http_method_names = ["get", "head", "post"]  # noqa: RUF012  (the base class declares a plain list)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        attempt = Attempt.of(request)
        if not attempt.is_throttled():
            return super().post(request, *args, **kwargs)
        _refused(attempt, throttled=True)
        form = SignInForm(request, initial={"username": attempt.email})
        context = self.get_context_data(form=form, throttled=str(actions.SignInThrottled(MINUTES)))
        return self.render_to_response(context, status=429)

    def form_valid(self, form: Any) -> HttpResponse:
        person: User = form.get_user()
        Attempt.of(self.request).forget_failures()
        # The time of the last sign-in is not an edit of the person.
        person.skip_history_when_saving = True  # type: ignore[attr-defined]
        response = super().form_valid(form)
        actions.record_sign_in(person=person)
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        if form.non_field_errors():  # a form that is not filled in is no attempt
            attempt = Attempt.of(self.request)
            attempt.count_failure()
            _refused(attempt, throttled=False)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        demo = User.objects.demo() if settings.DEMO_SIGN_INS_SHOWN else User.objects.none()
        return super().get_context_data(
            **{"throttled": "", "demo_people": demo, "demo_password": settings.DEMO_PASSWORD, **context}
        )


class SignOut(LogoutView):
    """Out again; by POST, so that no link can do it."""

    http_method_names = ["post"]  # noqa: RUF012


def _refused(attempt: Attempt, *, throttled: bool) -> None:
    actions.record_refused_sign_in(email=attempt.email, address=attempt.address, throttled=throttled)
