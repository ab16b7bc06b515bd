"""Scripts that several tests run in a page."""

#: Runs before anything of the page, so that nothing is missed.
LISTEN = """
  window.policyViolations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.policyViolations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
"""
