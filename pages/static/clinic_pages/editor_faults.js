// Shows every fault that the editor tells: opens the dialog, the panels and the tab in which one would be hidden.
(() => {
  const FAULTS = ".w-field__errors, [data-contentpath-errors], .error-message, .help-critical";

  const faultsWithin = (element) => [...element.querySelectorAll(FAULTS)].filter((fault) => fault.textContent.trim());

  function openPanels(form) {
    for (const fault of faultsWithin(form)) {
      for (let panel = fault.closest(".w-panel"); panel; panel = panel.parentElement?.closest(".w-panel")) {
        const toggle = panel.querySelector(":scope > .w-panel__header [data-panel-toggle]");
        if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
      }
    }
  }

  function openTab(form) {
    const sections = [...form.querySelectorAll("[role=tabpanel]")];
    const open = sections.find((section) => !section.hidden);
    if (!open || faultsWithin(open).length) return;
    const first = sections.find((section) => faultsWithin(section).length);
    if (first) document.querySelector(`[role=tab][href="#${first.id}"]`)?.click();
  }

  function openSchedule() {
    const dialog = document.getElementById("schedule-publishing-dialog");
    if (dialog && faultsWithin(dialog).length) {
      document.querySelector("[data-a11y-dialog-show=schedule-publishing-dialog]")?.click();
    }
  }

  window.addEventListener("load", () => {
    const form = document.querySelector("form[data-edit-form]");
    if (!form) return;
    // The editor's own scripts draw blocks, dialogs and tabs first.
    setTimeout(() => {
      openPanels(form);
      openTab(form);
      openSchedule();
    });
  });
})();
