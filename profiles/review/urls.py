"""Addresses of review, below those of the profile."""

from django.urls import path

from .views import decision, discussion, page, submission

app_name = "review"
urlpatterns = [
    path("<slug:slug>/review/", page.review, name="review"),
    path("<slug:slug>/review/submit/", submission.submit, name="submit"),
    path("<slug:slug>/review/take-back/", submission.take_back, name="take-back"),
    path("<slug:slug>/review/decide/", decision.decide, name="decide"),
    path("<slug:slug>/review/comments/", discussion.comment, name="comment"),
    path("<slug:slug>/review/comments/<int:pk>/reply/", discussion.reply, name="reply"),
    path("<slug:slug>/review/comments/<int:pk>/resolve/", discussion.resolve, name="resolve"),
    path("<slug:slug>/review/comments/<int:pk>/reopen/", discussion.reopen, name="reopen"),
]
