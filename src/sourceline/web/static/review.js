/* Keys for review: a key presses the button or follows the link that shows it. Without this script
   the same buttons work by mouse, by Tab and Enter, and by the browser's access keys. */
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const at = event.target;
  if (event.key === "Escape" && at instanceof HTMLElement) { at.blur(); return; }
  if (at instanceof HTMLElement && at.matches("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "/") {
    const field = document.querySelector("main input[type=search], main input[name=reason]");
    if (field) { event.preventDefault(); field.focus(); }
    return;
  }
  if (!/^[a-z]$/.test(event.key)) return;
  const button = document.querySelector(`[data-key="${event.key}"]`);
  if (button) { event.preventDefault(); button.click(); }
});
