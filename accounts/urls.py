"""Which view answers at which address?"""

from django.urls import path

from accounts.views.appearance import appearance
from accounts.views.invitation_accept import invitation_accept
from accounts.views.invitation_renew import invitation_renew
from accounts.views.people import people
from accounts.views.person_invite import person_invite
from accounts.views.role_end import role_end

app_name = "accounts"
urlpatterns = [
    path("appearance/", appearance, name="appearance"),
    path("municipalities/<int:municipality_id>/people/", people, name="people"),
    path("municipalities/<int:municipality_id>/people/invite/", person_invite, name="person_invite"),
    path(
        "municipalities/<int:municipality_id>/people/<int:user_id>/invitation/",
        invitation_renew,
        name="invitation_renew",
    ),
    path("roles/<int:membership_id>/end/", role_end, name="role_end"),
    path("invitations/<str:secret>/", invitation_accept, name="invitation_accept"),
]
