// Brings whoever made a mistake to what is wrong, and keeps a second press of a button from sending twice.
const errors = document.querySelector("[data-review-errors]");
if (errors) errors.focus();

const form = document.querySelector("[data-review-form]");
if (form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  // Coming back with the browser's back button, the form may be sent again.
  window.addEventListener("pageshow", () => {
    sent = false;
  });
}
