"""Every kind of page that the site has, with an address in both languages."""

from dataclasses import dataclass

LANGUAGES = ("nl", "en")
ADMINISTRATOR = "beheerder@example.org"
MANAGER = "flevoland@example.org"
MEMBER = "mbo@example.org"


@dataclass(frozen=True)
class PageKind:
    """A page to look at. `nl` and `en` are paths; ``{offer:ref}`` in one stands for an item."""

    name: str
    nl: str
    en: str
    status: int = 200
    #: Who is logged in, by e-mail address; nobody when empty.
    who: str = ""

    def path(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


def _search(name: str, querystring: str) -> PageKind:
    return PageKind(name, f"/zoeken/?{querystring}", f"/en/search/?{querystring}")


def _calendar(name: str, querystring: str = "") -> PageKind:
    return PageKind(f"calendar {name}", f"/agenda/?{querystring}", f"/en/calendar/?{querystring}")


def _list(name: str, nl: str, en: str) -> PageKind:
    return PageKind(f"{name} list", f"/{nl}/", f"/en/{en}/")


def _item(name: str, ref: str) -> PageKind:
    return PageKind(name, f"{{{ref}}}", f"{{{ref}}}")


def _date_check(name: str, querystring: str = "") -> PageKind:
    mark = "?" if querystring else ""
    nl, en = "/agenda/datumcheck/", "/en/calendar/date-check/"
    return PageKind(f"date checker{name}", f"{nl}{mark}{querystring}", f"{en}{mark}{querystring}")


def _account(name: str, path: str, who: str = "") -> PageKind:
    return PageKind(name, f"/account/{path}", f"/en/account/{path}", who=who)


PUBLIC = (
    PageKind("home", "/", "/en/"),
    PageKind("search", "/zoeken/", "/en/search/"),
    _search("search with results", "q=omscholing"),
    _search("search filtered", "province=NL-FL&action_line=nl-c&kind=offer&national=0"),
    _search("search with notices", "province=NL-XX&from=tomorrow&page=0&sort=random"),
    _search("search empty", "q=qqxxzzqq&province=NL-ZE"),
    _search("search with ways out", "q=voucher&target_group=statushouders&kind=practice"),
    _search("search with dates", "kind=article&from=2026-01-01&to=31-11-2026"),
    _search("search page 2", "page=2"),
    _list("initiative", "initiatieven", "initiatives"),
    _list("offer", "aanbod", "offers"),
    _list("practice", "praktijken", "practices"),
    _list("organisation", "organisaties", "organisations"),
    _item("initiative", "initiative:ict-tribe"),
    _item("initiative known by name only", "initiative:cedce"),
    _item("offer", "offer:ict-tribe-it-talentprogramma"),
    _item("practice", "practice:make-it-work-baangarantie"),
    _item("organisation", "organisation:mbo-college-flevoland"),
    _calendar("list"),
    _calendar("of the past", "on=2022-01-01"),
    _calendar("filtered", "province=NL-FL&national=0&on=2023-01-01"),
    _calendar("with notices", "view=year&on=tomorrow&province=NL-XX"),
    _calendar("month", "view=month"),
    _calendar("month that is over", "view=month&on=2023-11-29"),
    _calendar("month without anything", "view=month&q=qqxxzzqq"),
    _calendar("week", "view=week&on=2023-11-29"),
    _calendar("map", "view=map&on=2022-01-01"),
    _calendar("for paper", "view=print"),
    _date_check(""),
    _date_check(" with an answer", "date=29-11-2023&start=10:00&end=12:00&province=NL-FL"),
    _date_check(" with faults", "date=tomorrow&start=x&target_group=zij-instromers"),
    _item("event", "event:example-webinar"),
    _item("event that repeats", "event:example-open-inloop"),
    _item("event with parts", "event:example-conferentie"),
    _item("event that is cancelled", "event:example-afgelast"),
    _item("event of the past", "event:kickoff-visie-2023"),
    _item("event known to the quarter", "event:uwv-spanning-2022"),
    PageKind("coverage", "/dekking/", "/en/coverage/"),
    PageKind(
        "network",
        "/netwerk/?province=NL-FL&national=0",
        "/en/network/?province=NL-FL&national=0",
    ),
    PageKind("region index", "/regios/", "/en/regions/"),
    PageKind("region", "/regios/flevoland/", "/en/regions/flevoland/"),
    PageKind("article index", "/nieuws/", "/en/news/"),
    PageKind(
        "article",
        "/nieuws/wat-flevoland-wil-doen-tien-lijnen/",
        "/en/news/what-flevoland-plans-ten-lines/",
    ),
    PageKind("help index", "/hulp/", "/en/help/"),
    PageKind("help", "/hulp/zoeken/", "/en/help/searching/"),
    PageKind("standard", "/over-vlechtwerk/", "/en/about/"),
    PageKind("accessibility", "/toegankelijkheid/", "/en/accessibility/"),
    PageKind("privacy", "/privacy/", "/en/privacy/"),
    PageKind("not found", "/bestaat-niet/", "/en/does-not-exist/", status=404),
)
ENTRANCE = (
    _account("log-in", "login/"),
    _account("password reset", "password/reset/"),
    _account("password reset sent", "password/reset/done/"),
    _account("sign-up", "signup/"),
    _account("sign-up sent", "confirm-email/"),
    _account("code by mail", "login/code/"),
    _account("account removed", "removed/"),
    PageKind(
        "log-in elsewhere failed",
        "/account/3rdparty/login/error/",
        "/en/account/3rdparty/login/error/",
        status=401,
    ),
    _account("log-in elsewhere cancelled", "3rdparty/login/cancelled/"),
)
LOGGED_IN = (
    _account("e-mail address", "email/", MEMBER),
    _account("password", "password/change/", MEMBER),
    _account("sessions", "sessions/", MEMBER),
    _account("second step", "2fa/", MEMBER),
    _account("own data", "data/", MEMBER),
    _account("log in again", "reauthenticate/", MEMBER),
    _account("log-out", "logout/", MEMBER),
    PageKind("no access", "/_util/login/", "/en/_util/login/", status=403, who=MEMBER),
    PageKind("my organisation", "/mijn-organisatie/", "/en/my-organisation/", who=MEMBER),
    PageKind("style guide", "/stijlgids/", "/en/style-guide/", who=ADMINISTRATOR),
)
EVERY_KIND = PUBLIC + ENTRANCE + LOGGED_IN
#: One of every layout, whose English is looked at as well as its Dutch. The others differ in words
#: alone, and Dutch words are the longer ones.
ONE_OF_EVERY_LAYOUT = {
    "home",
    "search with results",
    "offer",
    "calendar list",
    "calendar month",
    "event that repeats",
    "region",
    "help",
    "log-in",
    "second step",
    "my organisation",
}
EVERY_LAYOUT = [
    (kind, language)
    for kind in EVERY_KIND
    for language in LANGUAGES
    if language == "nl" or kind.name in ONE_OF_EVERY_LAYOUT
]
