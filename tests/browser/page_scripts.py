"""Scripts that several tests run in a page."""

#: What axe checks: WCAG 2.2 at level AA and what its makers advise.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Only what is asked for travels back: the lists of what is well are a hundred times longer.
RUN_AXE = """(tags) => axe
  .run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"] })
  .then(({ violations, incomplete }) => ({ violations, incomplete }))"""

#: Runs before anything of the page, so that nothing is missed.
LISTEN = """
  window.policyViolations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.policyViolations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
"""
