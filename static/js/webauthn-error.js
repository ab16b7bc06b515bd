// The browser tells a script why a passkey did not work; this tells the person.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.getElementById("webauthn-error");
  place.hidden = false;
  place.setAttribute("role", "alert");
  place.textContent = document.getElementById("webauthn-error-text").content.textContent;
});
