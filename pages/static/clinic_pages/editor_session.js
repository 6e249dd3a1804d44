// Keeps what was typed on the screen when it cannot be saved: before a form of the admin leaves the page, the server is
// asked whether it would take it. Where the session has ended, staff log in in another tab and go on here.
(() => {
  const script = document.currentScript;
  const texts = JSON.parse(script.dataset.texts);
  const sessionUrl = script.dataset.sessionUrl;
  const loginUrl = script.dataset.loginUrl;
  const LOGGED_OUT = "logged_out";
  const EVERY_MS = 2000;
  const AUTOSAVE_PATIENCE_MS = 10000;
  const LEAVING_MS = 30000;

  let dialog = null;
  const asking = new WeakSet();
  let passed = null;
  // A draft that the editor is saving by itself, and whether it may save the next one.
  let autosave = null;
  let isHeld = false;

  const editor = () => document.querySelector("form[data-edit-form]");

  // A field may have the name "action" or "method", so that only attributes are sure.
  const addressOf = (form) => new URL(form.getAttribute("action") || "", window.location.href);

  /** Forms of pages for staff who are logged in; not the one for logging out. */
  function isGuarded(form) {
    const sidebar = document.getElementById("wagtail-sidebar");
    return (
      sidebar &&
      !sidebar.contains(form) &&
      (form.getAttribute("method") || "").toLowerCase() === "post" &&
      addressOf(form).origin === window.location.origin
    );
  }

  /** What the server would say to the form: null where it would take it, else a text of `texts` or a sentence. */
  async function ask(form) {
    const url = `${sessionUrl}?${new URLSearchParams({ at: addressOf(form).pathname })}`;
    let answer;
    try {
      answer = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" }, cache: "no-store" });
    } catch {
      return texts.unreachable;
    }
    if (answer.status === 401 || answer.status === 403) return LOGGED_OUT;
    if (!answer.ok) return texts.broken;
    const session = await answer.json();
    renew(form, session.csrf_token);
    return session.refusal;
  }

  /** Logging in makes earlier tokens invalid: the form and the scripts of the page take the new one. */
  function renew(form, token) {
    form.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token));
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
  }

  function show(sentence, { isLoggedOut, retry }) {
    close();
    dialog = document.createElement("dialog");
    dialog.className = "clinic-session";
    dialog.setAttribute("aria-labelledby", "clinic-session-title");
    const title = document.createElement("h2");
    title.id = "clinic-session-title";
    title.textContent = isLoggedOut ? texts.logged_out_title : texts.not_saved_title;
    const text = document.createElement("p");
    text.textContent = isLoggedOut ? texts.logged_out : sentence;
    dialog.append(title, text);
    if (isLoggedOut) {
      const login = document.createElement("a");
      Object.assign(login, { href: loginUrl, target: "clinic-login", className: "button", textContent: texts.log_in });
      dialog.append(login);
    } else {
      dialog.append(button(texts.try_again, () => (close(), retry())));
    }
    dialog.append(button(texts.back, close, "button button-secondary"));
    document.body.append(dialog);
    dialog.showModal();
  }

  function button(label, act, className = "button") {
    const element = document.createElement("button");
    Object.assign(element, { type: "button", className, textContent: label });
    element.addEventListener("click", act);
    return element;
  }

  function close() {
    dialog?.remove();
    dialog = null;
  }

  /** Asks again until somebody has logged in, then goes on with what was refused. */
  async function waitForLogin(form, goOn) {
    const waiting = dialog;
    while (dialog && dialog === waiting) {
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      if (dialog !== waiting) return;
      const refusal = await ask(form);
      if (dialog !== waiting) return;
      if (refusal === LOGGED_OUT || refusal === texts.unreachable) continue;
      close();
      if (refusal) show(refusal, { retry: goOn });
      else goOn();
    }
  }

  function refuse(form, refusal, goOn) {
    const isLoggedOut = refusal === LOGGED_OUT;
    show(refusal, { isLoggedOut, retry: goOn });
    if (isLoggedOut) waitForLogin(form, goOn);
  }

  /** Lets buttons be pressed again that say “Saving…”. */
  function release(form) {
    form.querySelectorAll("[data-w-progress-loading-value=true]").forEach((element) => {
      element.setAttribute("data-w-progress-loading-value", "false");
    });
  }

  /** The form is sent alone: a draft saved at the same moment would look like one of another window. */
  async function holdAutosave() {
    isHeld = true;
    const patience = new Promise((resolve) => setTimeout(resolve, AUTOSAVE_PATIENCE_MS));
    if (autosave) await Promise.race([autosave.ended, patience]);
  }

  function releaseAutosave(form) {
    if (!isHeld) return;
    isHeld = false;
    saveChanges(form);
  }

  function saveChanges(form) {
    form.dispatchEvent(new CustomEvent("w-unsaved:add", { cancelable: true, detail: { type: "edits" } }));
  }

  document.addEventListener("w-autosave:save", (event) => {
    if (isHeld) event.preventDefault();
    if (event.defaultPrevented || autosave) return;
    autosave = {};
    autosave.ended = new Promise((resolve) => (autosave.end = resolve));
  });

  ["w-autosave:success", "w-autosave:error"].forEach((name) => {
    document.addEventListener(name, () => {
      autosave?.end();
      autosave = null;
    });
  });

  // Wagtail saves a form that came back with faults by itself once, and then watches it no more: naming the interval
  // starts it anew.
  document.addEventListener("w-unsaved:clear", ({ target }) => {
    if (target === editor()) target.setAttribute("data-w-unsaved-check-interval-value", "500");
  });

  async function submit(form, submitter) {
    if (asking.has(form)) return;
    asking.add(form);
    if (form === editor()) await holdAutosave();
    const refusal = await ask(form);
    asking.delete(form);
    if (refusal) {
      isHeld = false;
      release(form);
      refuse(form, refusal, () => submit(form, submitter));
      return;
    }
    // The button may be disabled by now, and would then not say what was asked for.
    const stand_in = document.createElement("input");
    Object.assign(stand_in, { type: "hidden", name: submitter?.name ?? "", value: submitter?.value || "1" });
    const canSubmit = submitter?.isConnected && !submitter.disabled && submitter.form === form;
    if (submitter?.name && !canSubmit) form.append(stand_in);
    passed = form;
    form.requestSubmit(canSubmit ? submitter : null);
    passed = null;
    // Whatever keeps the form on the screen now, such as a question about a newer version, may ask for something else.
    setTimeout(() => stand_in.remove());
    if (form === editor()) setTimeout(() => releaseAutosave(form), LEAVING_MS);
  }

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!isGuarded(form)) return;
      if (passed === form) {
        setTimeout(() => event.defaultPrevented && releaseAutosave(form));
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      submit(form, event.submitter);
    },
    true,
  );

  document.addEventListener("w-autosave:error", async (event) => {
    const form = editor();
    if (dialog || asking.has(form) || event.detail?.type !== "server_error" || event.target !== form) return;
    if ((await ask(form)) === LOGGED_OUT && !dialog && !asking.has(form)) {
      refuse(form, LOGGED_OUT, () => saveChanges(form));
    }
  });
})();
