"""The monitor's group in the menu of the admin, and its pages there.

Further pages add themselves with ``@hooks.register(MENU_HOOK)``.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from monitor.actions import mark, tune, unmark
from monitor.demand import page as demand
from monitor.gaps.start_line import line_of_overdue_marks
from monitor.overlap import manager_page as overlaps
from monitor.overlap import rules_page as overlap_rules
from monitor.overlap.log_words import register_overlap_actions
from monitor.region_state.page import RegionStateView
from monitor.screens import rules_page
from monitor.workbench import page
from monitor.workbench.panel import WorkbenchPanel
from monitor.workbench.parts import URL_NAME as WORKBENCH_URL_NAME
from publishing.start_lines import register_start_line

MENU_HOOK = "register_monitor_menu_item"

register_start_line("gaps whose day is past", line_of_overdue_marks)


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


@hooks.register("register_admin_urls")
def addresses_of_workbenches() -> list[URLPattern]:
    return [
        path("regio/", page.WorkbenchesView.as_view(), name=page.CHOICE_URL_NAME),
        path("regio/<slug:region>/", page.WorkbenchView.as_view(), name=WORKBENCH_URL_NAME),
        path("regio/<slug:region>/stand/", RegionStateView.as_view(), name=page.STATE_URL_NAME),
    ]


@hooks.register("register_admin_menu_item")
def workbench_in_the_menu() -> page.WorkbenchMenuItem:
    return page.WorkbenchMenuItem()


# After `publishing`, which says what else stands there.
@hooks.register("construct_homepage_panels", order=10)
def begin_with_the_workbench(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, WorkbenchPanel(request))


@hooks.register(MENU_HOOK)
def rules_in_the_menu() -> rules_page.RulesMenuItem:
    return rules_page.RulesMenuItem()


@hooks.register("register_admin_urls")
def address_of_the_rules() -> list[URLPattern]:
    view = rules_page.RulesView.as_view()
    return [path("monitor/regels/", view, name=rules_page.URL_NAME)]


@hooks.register("register_log_actions")
def name_what_is_done(actions: Any) -> None:
    actions.register_action(
        tune.LOG_ACTION, _("Change the rules"), _("Changed the rules of the coverage map")
    )
    actions.register_action(mark.LOG_ACTION, _("Mark a gap"), _("Said what a gap is"))
    actions.register_action(
        unmark.LOG_ACTION, _("Take back a mark"), _("Took back what was said of a gap")
    )


@hooks.register(MENU_HOOK)
def overlaps_in_the_menu() -> overlaps.OverlapsMenuItem:
    return overlaps.OverlapsMenuItem()


@hooks.register("register_admin_urls")
def addresses_of_overlaps() -> list[URLPattern]:
    return [
        path("overlap/", overlaps.OverlapsView.as_view(), name=overlaps.URL_NAME),
        path(
            "overlap/regels/",
            overlap_rules.OverlapRulesView.as_view(),
            name=overlap_rules.URL_NAME,
        ),
    ]


hooks.register("register_log_actions", register_overlap_actions)
register_start_line("overlaps", overlaps.line_on_start_page)
