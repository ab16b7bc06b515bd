"""The monitor's group in the menu of the admin, and its pages there.

Further pages add themselves with ``@hooks.register(MENU_HOOK)``.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

MENU_HOOK = "register_monitor_menu_item"


@hooks.register("register_admin_menu_item")
def monitor_in_the_menu() -> SubmenuMenuItem:
    """Shown to whom at least one of its pages is for."""
    menu = Menu(register_hook_name=MENU_HOOK)
    return SubmenuMenuItem(_("Monitor"), menu, name="monitor", icon_name="view", order=249)
