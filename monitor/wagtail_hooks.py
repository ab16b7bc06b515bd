"""The monitor's group in the menu of the admin, and its pages there.

Further pages add themselves with ``@hooks.register(MENU_HOOK)``.
"""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from monitor.demand import page as demand

MENU_HOOK = "register_monitor_menu_item"


@hooks.register("register_admin_menu_item")
def monitor_in_the_menu() -> SubmenuMenuItem:
    """Shown to whom at least one of its pages is for."""
    menu = Menu(register_hook_name=MENU_HOOK)
    return SubmenuMenuItem(_("Monitor"), menu, name="monitor", icon_name="view", order=249)


@hooks.register(MENU_HOOK)
def demand_in_the_menu() -> demand.DemandMenuItem:
    return demand.DemandMenuItem()


@hooks.register("register_admin_urls")
def address_of_demand() -> list[URLPattern]:
    return [path("vraag/", demand.DemandView.as_view(), name=demand.URL_NAME)]
