/* Keys for the page that shows records side by side: each presses the button that is marked with it. */
(() => {
  "use strict";

  const hint = document.querySelector("[data-review-keys]");
  const toggle = document.querySelector("#review-keys-on");
  if (!hint || !toggle) {
    return;
  }
  const setting = "tributary.review.keys";
  toggle.checked = window.localStorage.getItem(setting) !== "off";
  toggle.addEventListener("change", () => {
    window.localStorage.setItem(setting, toggle.checked ? "on" : "off");
  });
  hint.hidden = false;

  document.addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat;
    const typing = event.target instanceof Element
      && event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (!toggle.checked || held || typing || event.isComposing) {
      return;
    }
    const button = Array.from(document.querySelectorAll("button[data-key]"))
      .find((candidate) => candidate.dataset.key === event.key);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
})();
