"""Accounts: allauth is the only door. What differs between installations is in `base`."""

import datetime

AUTH_USER_MODEL = "publishing.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    # Logs nobody in: it answers what a role may do.
    "publishing.role_permissions.RolePermissionsBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_validation}.CommonPasswordValidator"},
    {"NAME": f"{_validation}.NumericPasswordValidator"},
    {"NAME": "organisations.accounts.passwords.NamesValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_organisations"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "organisations.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_FORMS = {"signup": "organisations.accounts.forms.SignUpForm"}
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Whoever opens the link in the browser of the sign-up is logged in at once.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_MAIL_LATER = True  # read by organisations/accounts/mail.py
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
# Five wrong passwords for one account, whatever the address they come from; a victim's own
# log-in is refused for the same five minutes (see docs/operations.md).
# Codes and mails: few per address, so that nobody guesses codes or fills a mailbox through us.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reset_password": "20/m/ip,5/m/key,10/h/key",
    "signup": "10/m/ip,60/h/ip",
    "signup_address": "3/h/key",
    # What looks like what is typed: a script asks it while somebody types.
    "likely_doubles": "200/m/ip,60/m/key",
    "likely_doubles_of_visitor": "60/m/ip",
    # Contributions: new ones of an account, new drafts and mails of visitors, saving, handing in.
    "contribution_start": "30/h/user",
    "contribution_visitor": "20/h/ip,100/d/ip",
    "contribution_mail": "10/h/ip,3/h/key",
    "contribution_save": "120/m/ip",
    "contribution_submit": "60/h/user",
    # Links to confirm that one follows a practice: few, so that nobody fills a mailbox through us.
    "follow_mail": "10/h/ip,3/h/key,5/d/key",
}
USERSESSIONS_TRACK_ACTIVITY = False

# A code by mail instead of a password: valid for ten minutes, three tries.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True

MFA_ADAPTER = "organisations.accounts.second_factor.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "organisations.accounts.forms.AddKeyForm",
    "edit_webauthn": "organisations.accounts.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 0  # a code of the minute before would be a second one to guess

# Log-in at an organisation's own provider. It proves who somebody is and gives no rights; an
# address that has an account here is never taken over, only its owner can connect the two.
SOCIALACCOUNT_ADAPTER = "organisations.accounts.external.ExternalAccountAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "mandatory"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10

# How long somebody stays logged in: without doing anything, and all in all. The cookie itself ends
# with the browser; these hold on the server (organisations/accounts/session_limits.py).
SESSION_LIMITS = {
    "curators": {
        "idle": datetime.timedelta(minutes=30),
        "absolute": datetime.timedelta(hours=12),
    },
    "others": {"idle": datetime.timedelta(days=3), "absolute": datetime.timedelta(days=14)},
}
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
