"""Who may open which address: the rules of the site as one table.

Every address of the URL resolver is in exactly one rule; `test_matrix.py` tries them all as
everybody, and fails for an address that nobody thought about. **A new address goes here**: put its
name behind the people it is for. Names are those of `reverse()`; an address without a name is
known by its route. Screens of the admin for a kind of record are written `offer:edit`, those for
choosing one `choose offer:chosen`, and braces stand for several: `{offer,practice}:{edit,copy}`.

If the route of an address has a place for a number that no other address has, say in
`addresses.py` what to fill in. All numbers are of a record of region 1 and organisation A, live,
changed since, and waiting for review.
"""

import re
from dataclasses import dataclass
from functools import cache

from tests.rights.everybody import PEOPLE

EVERYBODY = frozenset(PEOPLE)
NOBODY: frozenset[str] = frozenset()
VISITORS = frozenset({"anonymous"})
SIGNED_IN = EVERYBODY - VISITORS
ADMINISTRATOR = frozenset({"administrator"})
COORDINATORS = ADMINISTRATOR | {"coordinator"}
#: The manager of the region of the record, and who may do everything everywhere.
OF_THE_REGION = COORDINATORS | {"manager_1"}
CURATORS = COORDINATORS | {"manager_1", "manager_2"}
#: Who works for the organisation that owns the record.
OF_THE_ORGANISATION = frozenset({"member_a", "owner_a"})

#: What somebody without the right gets: the door (log-in page, start of the admin, or 403), the
#: page where they land after logging in, or nothing at all.
DOOR, START, NOT_FOUND = "door", "start", "404"


@dataclass(frozen=True)
class Rule:
    """Whom some addresses are for, and what they answer when asked for."""

    people: frozenset[str]
    answer: str
    addresses: str
    refused: str = DOOR

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for part in self.addresses.split() for name in _without_braces(part))


def _without_braces(pattern: str) -> list[str]:
    found = re.search(r"\{([^{}]*)\}", pattern)
    if not found:
        return [pattern]
    start, end = pattern[: found.start()], pattern[found.end() :]
    return [
        name for word in found.group(1).split(",") for name in _without_braces(start + word + end)
    ]


ITEMS = "{organisation,initiative,offer,practice,event}"
WORDS = "action,developmentpath,targetgroup,choicefactor,form,organisationtype"
PLACES = "region,province,scale"

RULES = (
    # --- The public site -------------------------------------------------------------------------
    Rule(
        EVERYBODY,
        "200",
        """
        health robots security_txt sitemap_index
        search:{search,suggestions}
        monitor:coverage monitor:network
        initiatives:{initiative,offer,practice}_{list,detail}
        initiatives:practice_{follow,news}
        organisations:organisation_{list,detail}
        events:{event_list,event_detail,event_ics,calendar_feed,date_check}
        wagtail_serve wagtaildocs_serve
        """,
    ),
    Rule(
        EVERYBODY,
        "301",
        """
        initiatives:{initiatieven,aanbod,praktijken}/<pk:pk>/
        organisations:organisaties/<pk:pk>/
        events:agenda/<pk:pk>/
        """,
    ),
    Rule(EVERYBODY, "503", "ready"),  # The tests have no index that could be ready.
    # Nothing is there under the number, key or name that the test makes up.
    Rule(
        EVERYBODY,
        "404",
        """
        django.contrib.sitemaps.views.sitemap
        freshness:{confirm,bring_back}
        daily_mail:stop
        monitor:gap
        initiatives:follow_{confirm,stop}
        openid_connect_{login,callback}
        """,
    ),
    Rule(SIGNED_IN, "200", "initiatives:followed"),
    Rule(SIGNED_IN, "405", "initiatives:practice_follow_mine"),
    # --- Contributing ----------------------------------------------------------------------------
    Rule(EVERYBODY, "200", "contributing:{start,new}"),
    # Nobody guesses the link to a draft.
    Rule(
        EVERYBODY, "404", "contributing:{shared,claim,visitor_step,visitor_check,visitor_preview}"
    ),
    Rule(SIGNED_IN, "404", "contributing:waiting"),  # Sent to an address of nobody here.
    Rule(EVERYBODY, "405", "duplicates:likely_doubles"),  # Whom it answers is in its own tests.
    # What somebody may not change is not there.
    Rule(
        OF_THE_ORGANISATION | OF_THE_REGION,
        "200",
        "contributing:{step,check,preview}",
        refused=NOT_FOUND,
    ),
    Rule(
        OF_THE_ORGANISATION | OF_THE_REGION,
        "405",
        "contributing:{take_back,share}",
        refused=NOT_FOUND,
    ),
    # --- Who works for an organisation -----------------------------------------------------------
    Rule(SIGNED_IN, "200", "joining:{find,join,add}"),
    Rule(SIGNED_IN, "405", "joining:{withdraw_request,accept_invitation}"),
    Rule(EVERYBODY, "404", "joining:invitation"),  # Nobody invited the test.
    Rule(OF_THE_ORGANISATION | COORDINATORS, "200", "joining:people", refused=NOT_FOUND),
    Rule(OF_THE_ORGANISATION, "405", "joining:leave", refused=NOT_FOUND),
    Rule(
        COORDINATORS | {"owner_a"},
        "405",
        """
        joining:{invite,withdraw_invitation,approve,refuse,role,remove,hand_over}
        joining:{confirm_domain,take_back_domain}
        """,
        refused=NOT_FOUND,
    ),
    Rule(
        OF_THE_ORGANISATION | OF_THE_REGION,
        "405",
        "mine:{confirm,take_back_profile}",
        refused=NOT_FOUND,
    ),
    # Organisation A is not trusted, so that only its managers take something offline.
    Rule(OF_THE_REGION, "405", "mine:take_offline", refused=NOT_FOUND),
    Rule(OF_THE_ORGANISATION | OF_THE_REGION, "405", "mine:put_back", refused=NOT_FOUND),
    Rule(OF_THE_ORGANISATION | OF_THE_REGION, "200", "mine:profile", refused=NOT_FOUND),
    Rule(COORDINATORS | {"owner_a"}, "200", "mine:data_{json,xlsx}", refused=NOT_FOUND),
    # Everybody sees what waits in their own region.
    Rule(CURATORS, "200", "join_requests"),
    # Of which gap it is, stands behind the address; what is posted by others is refused.
    Rule(CURATORS, "405", "monitor:gap_mark"),
    Rule(COORDINATORS, "200", "monitor_rules"),
    # Everybody reads what regions do with practices, and tells it for their own.
    Rule(CURATORS, "200", "adoptions practice_{adopt,fit}"),
    # --- Uploading many items --------------------------------------------------------------------
    Rule(
        SIGNED_IN, "200 or 302", "bulk_upload:choose"
    ),  # With one organisation there is no choice.
    Rule(
        OF_THE_ORGANISATION | OF_THE_REGION,
        "200",
        "bulk_upload:{start,sheet_file}",
        refused=NOT_FOUND,
    ),
    # A file is only of who uploaded it.
    Rule(frozenset({"owner_a"}), "200", "bulk_upload:{show,refused}", refused=NOT_FOUND),
    Rule(frozenset({"owner_a"}), "405", "bulk_upload:{apply,go_on}", refused=NOT_FOUND),
    # --- Calendars that flow in ------------------------------------------------------------------
    Rule(
        OF_THE_ORGANISATION | OF_THE_REGION,
        "200",
        "harvest:{sources,add,source}",
        refused=NOT_FOUND,
    ),
    Rule(OF_THE_ORGANISATION | OF_THE_REGION, "405", "harvest:{do,change}", refused=NOT_FOUND),
    # A trial is only of who began it.
    Rule(frozenset({"owner_a"}), "200", "harvest:trial", refused=NOT_FOUND),
    # Everybody sees the sources of their own region.
    Rule(CURATORS, "200", "harvest_sources"),
    Rule(OF_THE_REGION, "200", "review_of_source events_take_apart"),
    Rule(OF_THE_REGION | OF_THE_ORGANISATION, "200", "events:source_says"),
    # --- Accounts --------------------------------------------------------------------------------
    Rule(VISITORS, "200", "account_{login,signup,request_login_code}", refused=START),
    Rule(
        EVERYBODY,
        "200",
        """
        account_{removed,inactive,email_verification_sent,confirm_email}
        account_{reset_password,reset_password_done}
        account_reset_password_from_key{,_done}
        socialaccount_login_cancelled
        """,
    ),
    Rule(EVERYBODY, "401", "socialaccount_login_error"),
    Rule(
        EVERYBODY,
        "301",
        "account/social/{login/cancelled,login/error,signup,connections}/",
    ),
    Rule(SIGNED_IN, "200", "account_logout", refused="302 /"),
    Rule(
        SIGNED_IN,
        "200",
        """
        own_data own_data_download account_remove account_email account_set_password
        mfa_{index,activate_totp,generate_recovery_codes,list_webauthn,add_webauthn}
        socialaccount_connections usersessions_list
        my_organisations
        """,
    ),
    # Nobody of the test has a password, a second factor or a log-in that is half done.
    Rule(SIGNED_IN, "302 /account/password/set/", "account_change_password"),
    Rule(
        SIGNED_IN,
        START,
        "account_confirm_login_code mfa_authenticate mfa_login_webauthn",
    ),
    Rule(
        SIGNED_IN,
        "404",
        """
        mfa_{deactivate_totp,view_recovery_codes,download_recovery_codes}
        mfa_{remove,edit}_webauthn
        """,
    ),
    Rule(NOBODY, "", "account_reauthenticate mfa_reauthenticate{,_webauthn} socialaccount_signup"),
    # --- Doors of other packages -----------------------------------------------------------------
    Rule(NOBODY, "", "wagtailadmin_login wagtailcore_login"),
    Rule(
        EVERYBODY,
        "302 /account/password/reset/",
        """
        wagtailadmin_password_reset{,_done,_confirm,_complete}
        beheer/password_reset/{done,complete,confirm/<uidb64>/<token>}/
        """,
    ),
    Rule(EVERYBODY, "404", "wagtail{core,docs}_authenticate_with_password"),
    # --- The admin as a whole --------------------------------------------------------------------
    Rule(EVERYBODY, "200", "wagtailadmin_{sprite,javascript_catalog}"),
    Rule(
        CURATORS,
        "200",
        """
        wagtailadmin_{home,account,dismissibles}
        wagtailadmin_tag{,_model}_autocomplete
        styleguide events_crowded monitor_demand monitor_overlaps merges possible_doubles beheer/test404/
        """,
    ),
    # Who manages one region is sent on to it.
    Rule(CURATORS, "200 or 302", "monitor_workbenches"),
    Rule(OF_THE_REGION, "200", "monitor_workbench monitor_region_state"),
    Rule(COORDINATORS, "200", "search_status whole_history{,_results} monitor_overlap_rules"),
    Rule(COORDINATORS, "200", "wagtailadmin_reports:site_history{,_results}"),
    Rule(CURATORS, "405", "wagtailadmin_logout wagtailadmin_editing_sessions:{ping,release}"),
    Rule(CURATORS, "404", "wagtail_bulk_action wagtailadmin_block_preview beheer/^.*/$"),
    Rule(CURATORS, "error", "wagtailadmin_error_test"),  # It is there to raise one.
    Rule(NOBODY, "", "wagtailsnippets:index"),
    # --- Catalogue items and events --------------------------------------------------------------
    Rule(
        CURATORS,
        "200",
        f"""
        {ITEMS}:{{list,list_results,add,preview_on_add}}
        choose~{ITEMS}:{{choose,choose_results,chosen,chosen_multiple}}
        """,
    ),
    Rule(CURATORS, "405", "event:{show_dates,overlap}_on_add"),
    Rule(
        OF_THE_REGION,
        "200",
        f"""
        {ITEMS}:{{edit,copy,usage,history,history_results,preview_on_edit,unpublish,confirm}}
        {ITEMS}:revisions_{{view,revert,compare,unschedule}}
        {ITEMS}:{{workflow_action,collect_workflow_action_data,confirm_workflow_cancellation}}
        {ITEMS}:workflow_{{history,history_detail,preview}}
        event:{{dates,change_date,cancel_date,exclude_date,restore_date,move_series,undo_series}}
        publishing_review
        """,
    ),
    Rule(
        OF_THE_REGION,
        "405",
        f"{ITEMS}:{{lock,unlock}} event:{{show_dates,overlap}}_on_edit publishing_afterwards",
    ),
    # The date of the test is the first, and these are about the later ones.
    Rule(OF_THE_REGION, "302 dates", "event:{change_from_here,end_series}"),
    Rule(COORDINATORS, "200", f"{ITEMS}:delete"),
    Rule(OF_THE_REGION, "200", "merge_items"),
    # --- Shared words, roles, memberships --------------------------------------------------------
    Rule(
        CURATORS,
        "200",
        f"""
        {{{WORDS},{PLACES},actionline}}:{{list,list_results}}
        actionline:add
        choose~{{{WORDS},{PLACES},actionline}}:choose
        choose~{{{WORDS},{PLACES},actionline}}:{{choose_results,chosen,chosen_multiple}}
        """,
    ),
    Rule(OF_THE_REGION, "200", "actionline:{edit,usage,history,history_results}"),
    Rule(COORDINATORS, "200", f"actionline:{{delete,merge}} {{{WORDS}}}:merge"),
    Rule(
        COORDINATORS,
        "200",
        f"""
        {{{WORDS},{PLACES},synonymset,membership}}:{{add,edit,delete,usage}}
        {{{WORDS},{PLACES},synonymset,membership}}:history{{,_results}}
        {{synonymset,membership}}:list{{,_results}}
        choose~{{synonymset,membership}}:{{choose,choose_results,chosen,chosen_multiple}}
        """,
    ),
    Rule(
        ADMINISTRATOR,
        "200",
        """
        roleassignment:{list,list_results,add,edit,delete,usage,history,history_results}
        choose~roleassignment:{choose,choose_results,chosen,chosen_multiple}
        """,
    ),
    # Nothing is made from within a chooser.
    Rule(
        NOBODY,
        "",
        f"""
        choose~{ITEMS}:create
        choose~{{{WORDS},{PLACES},actionline}}:create
        choose~{{synonymset,membership,roleassignment}}:create
        """,
    ),
    # --- Accounts and settings -------------------------------------------------------------------
    Rule(
        ADMINISTRATOR,
        "200",
        """
        wagtailusers_users:{index,index_results,add,edit,delete,history,history_results,usage,copy}
        end_sessions
        wagtailusers_groups:{index,index_results,add,edit,delete,history,history_results,usage}
        wagtailsites:{index,index_results,add,edit,delete,history,history_results,usage,copy}
        wagtailredirects:{index,index_results,add,edit,delete,start_import}
        wagtailadmin_workflows:{index,index_results,add,disable,edit,usage,usage_results}
        wagtailadmin_workflows:{add_task,select_task_type,task_index,task_index_results}
        wagtailadmin_workflows:{edit_task,disable_task}
        wagtailadmin_reports:{locked_pages,workflow,workflow_tasks}{,_results}
        wagtailadmin_reports:{aging_pages,page_types_usage}{,_results}
        wagtailadmin_collections:{index,add,edit,set_privacy}
        """,
    ),
    Rule(ADMINISTRATOR, "200", "wagtailadmin_collections:delete", refused=NOT_FOUND),
    Rule(ADMINISTRATOR, "405", "wagtailredirects:process_import"),
    # These ask for the right when something is posted.
    Rule(CURATORS, "405", "wagtailadmin_workflows:{enable,remove,enable_task}"),
    Rule(
        CURATORS,
        "200",
        """
        wagtailadmin_workflows:task_{chooser,chooser_results,chooser_create,chosen}
        """,
    ),
    # --- Editorial pages -------------------------------------------------------------------------
    Rule(
        ADMINISTRATOR,
        "200",
        """
        wagtailadmin_explore{,_root,_results}
        wagtailadmin_pages:{add,preview_on_add,type_use,type_use_results,usage,add_subpage}
        wagtailadmin_pages:{edit,preview_on_edit,view_draft,delete,unpublish,copy,move}
        wagtailadmin_pages:{search,search_results,set_page_position,set_privacy}
        wagtailadmin_pages:revisions_{view,revert,unschedule,compare}
        wagtailadmin_pages:{workflow_history,history,history_results}
        """,
    ),
    Rule(ADMINISTRATOR, "404", "wagtailadmin_pages:workflow_history_detail"),
    Rule(ADMINISTRATOR, "200", "wagtailadmin_api:pages:detail", refused=NOT_FOUND),
    Rule(
        CURATORS,
        "200",
        """
        wagtailadmin_api:{pages,documents,images}:listing
        wagtailadmin_api:{documents,images}:detail
        wagtailadmin_choose_page{,_child,_search,_chosen_multiple}
        wagtailadmin_choose_page_{external,email,phone,anchor}_link
        wagtailadmin_pages:{move_confirm,confirm_workflow_cancellation}
        """,
    ),
    Rule(CURATORS, "404", "wagtailadmin_api:{pages,documents,images}:find"),
    Rule(CURATORS, "405", "wagtailadmin_api:pages:action wagtailadmin_pages:{lock,unlock}"),
    # Pages are never under review and have no copies that follow another page.
    Rule(CURATORS, "404", "wagtailadmin_pages:convert_alias"),
    Rule(NOBODY, "", "wagtailadmin_pages:workflow_preview"),
    Rule(
        CURATORS,
        "302 edit",
        "wagtailadmin_pages:{workflow_action,collect_workflow_action_data}",
    ),
    Rule(CURATORS, "302 history", "wagtailadmin_pages:revisions_index"),
    # Leads whoever may add such a page to the one place for it.
    Rule(CURATORS, "200 or 302", "wagtailadmin_pages:choose_parent"),
    # --- Images and documents --------------------------------------------------------------------
    Rule(
        CURATORS,
        "200",
        """
        wagtail{images,docs}:{index,index_results,add,add_multiple}
        wagtail{images,docs}_chooser:{choose,choose_results,chosen,chosen_multiple,create}
        wagtailimages_chooser:select_format
        """,
    ),
    Rule(
        ADMINISTRATOR,
        "200",
        """
        wagtailimages:{edit,delete,preview,image_usage}
        wagtaildocs:{edit,delete,document_usage}
        """,
    ),
    Rule(
        CURATORS,
        "405",
        """
        wagtail{images,docs}:{edit_multiple,delete_multiple,delete_upload_multiple}
        wagtailimages:create_multiple_from_uploaded_image
        wagtaildocs:create_multiple_from_uploaded_document
        """,
    ),
    Rule(CURATORS, "404", "wagtailimages:url_generator{,_output}"),
)

#: Addresses that exist but are never reached: an earlier one answers under the same words. They
#: are log-in and password pages of other packages, and the log that names everybody's drafts.
CLOSED_BEFORE = frozenset(
    {
        "wagtailadmin_login",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        "wagtailcore_login",
        "wagtailcore_authenticate_with_password",
        "wagtaildocs_authenticate_with_password",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:site_history_results",
    }
)


@cache
def rules_by_name() -> dict[str, list[Rule]]:
    """The rules in which each name stands: one, if the table is right."""
    found: dict[str, list[Rule]] = {}
    for rule in RULES:
        for name in rule.names:
            found.setdefault(name, []).append(rule)
    return found
