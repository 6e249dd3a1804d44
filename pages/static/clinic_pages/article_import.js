/*
 * Import: what is pasted with formatting turns the field into one that keeps it, while staff type, paste more and correct.
 * Scripts stand in the page's head.
 */
(() => {
  const BLOCKS = 'address,article,blockquote,div,dl,h1,h2,h3,h4,h5,h6,hr,li,main,ol,p,pre,section,table,ul';
  // What would be loaded or followed from here. Each waits under another name until the form is sent.
  const ADDRESSES = ['src', 'srcset', 'poster', 'background', 'data', 'action', 'formaction'];
  const WAITING = 'data-import-';
  const MAX_TITLE = 110;
  const KEPT = `clinic-import ${window.location.pathname}`;

  /** Something pasted, that can stand in the page: nothing in it runs, loads or is sent by itself. */
  const clean = (html) => {
    const { body, ...rest } = parse(html);
    body.querySelectorAll('script, link, meta, base, template').forEach((element) => element.remove());
    body.querySelectorAll('*').forEach((element) => {
      [...element.attributes].forEach(({ name, value }) => {
        const isScript = name.endsWith('href') && /^\s*(javascript|vbscript|data):/i.test(value);
        if (name.startsWith('on') || ['contenteditable', 'data-action', 'data-controller', 'srcdoc'].includes(name)) {
          element.removeAttribute(name);
        } else if (ADDRESSES.includes(name) || isScript) {
          element.setAttribute(WAITING + name, value);
          element.removeAttribute(name);
        }
      });
      if (element.matches('button, fieldset, input, object, output, select, textarea')) element.setAttribute('form', '');
    });
    return { ...rest, body };
  };

  const parse = (html) => {
    const { head, body } = new DOMParser().parseFromString(html, 'text/html');
    const sheets = [...head.querySelectorAll('style'), ...body.querySelectorAll('style')];
    sheets.forEach((sheet) => sheet.remove());
    return { body, styles: sheets.map((sheet) => sheet.outerHTML) };
  };

  const restore = (element) => {
    [...element.attributes].forEach(({ name, value }) => {
      if (!name.startsWith(WAITING)) return;
      element.removeAttribute(name);
      element.setAttribute(name.slice(WAITING.length), value);
    });
  };

  const isTitle = (line) => line.length <= MAX_TITLE && !/[.,;:!…。，；：！؛،۔]$/.test(line);

  const block = (name, line) => Object.assign(document.createElement(name), { textContent: line });

  /** A heading while it is edited, since Enter behind it begins a paragraph. */
  const TITLE = 'h1.clinic-import-title';
  const title = (line) => Object.assign(block('h1', line), { className: 'clinic-import-title' });

  const hasContent = (node) => Boolean(node.textContent.trim() || node.querySelector?.('img, hr'));

  /** What was typed as plain text, one paragraph a line. */
  const paragraphs = (plain, mayBeginWithTitle) => {
    const lines = plain.split('\n').map((line) => line.trim()).filter(Boolean);
    return lines.map((line, at) => (mayBeginWithTitle && !at && isTitle(line) ? title(line) : block('p', line)));
  };

  class FormattedText {
    constructor(field) {
      this.styles = [];
      this.element = document.createElement('div');
      this.element.className = 'clinic-import-text';
      this.element.hidden = true;
      const label = field.labels[0];
      label.id ||= `${field.id}-label`;
      Object.entries({ contenteditable: 'true', role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': label.id })
        .forEach(([name, value]) => this.element.setAttribute(name, value));
      field.after(this.element);
    }

    get isEmpty() {
      return !hasContent(this.element);
    }

    /** The HTML for the server, with the styles that came along. */
    get html() {
      const copy = document.implementation.createHTMLDocument().importNode(this.element, true);
      copy.querySelectorAll('*').forEach(restore);
      this.markTitle(copy);
      return this.styles.join('') + copy.innerHTML;
    }

    /** The title stands in the first line: where no heading is one, that line is. */
    markTitle(copy) {
      const typed = copy.querySelector(TITLE);
      if (typed) {
        typed.replaceWith(this.asStyle(typed.textContent));
        return;
      }
      if (copy.querySelectorAll('h1').length === 1 || copy.querySelector('p[class*=title i]')) return;
      const first = [...copy.querySelectorAll(BLOCKS)].find((each) => each.textContent.trim());
      const line = first?.textContent.trim();
      if (!first?.matches('p, div') || first.querySelector(BLOCKS) || !isTitle(line)) return;
      first.replaceWith(this.asStyle(line));
    }

    /** As the style of a title counts above all headings. */
    asStyle(line) {
      return Object.assign(block('p', line), { className: 'title' });
    }

    open(html) {
      this.element.replaceChildren(...this.add(html));
      const styled = this.element.firstElementChild;
      if (styled?.matches('p.title')) styled.replaceWith(title(styled.textContent));
    }

    add(html) {
      const { body, styles } = clean(html);
      this.styles.push(...styles.filter((style) => !this.styles.includes(style)));
      return [...body.childNodes];
    }

    paste(html) {
      const nodes = this.add(html);
      const range = this.range();
      range.deleteContents();
      const hasBlocks = nodes.some((node) => node.matches?.(BLOCKS) || node.querySelector?.(BLOCKS));
      if (hasBlocks) this.insertBetween(range, nodes);
      else nodes.forEach((node) => (range.insertNode(node), range.setStartAfter(node)));
      this.moveBehind(nodes);
    }

    /** Parts the paragraph, the list or the table that the caret stands in. */
    insertBetween(range, nodes) {
      const start = range.startContainer;
      const cell = (start.closest ? start : start.parentElement).closest('td, th');
      const place = cell && this.element.contains(cell) ? cell : this.element;
      let top = start;
      while (top !== place && top.parentNode !== place) top = top.parentNode;
      if (top === place) {
        nodes.forEach((node) => (range.insertNode(node), range.setStartAfter(node)));
        return;
      }
      const rest = document.createRange();
      rest.setStart(range.startContainer, range.startOffset);
      rest.setEndAfter(top);
      const after = [...rest.extractContents().childNodes].filter(hasContent);
      top.after(...nodes, ...after);
      if (!hasContent(top)) top.remove();
    }

    range() {
      const selection = window.getSelection();
      if (selection.rangeCount && this.element.contains(selection.getRangeAt(0).commonAncestorContainer)) {
        return selection.getRangeAt(0);
      }
      const range = document.createRange();
      range.selectNodeContents(this.element);
      range.collapse(false);
      return range;
    }

    moveBehind(nodes) {
      const node = nodes.filter(hasContent).at(-1);
      if (!node) return;
      const range = document.createRange();
      range.selectNodeContents(node);
      range.collapse(false);
      const selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
    }
  }

  // Browsers fill in no form again whose page they may not keep. What was sent stays in its tab for who goes back.
  const isBack = () => performance.getEntriesByType('navigation')[0]?.type === 'back_forward';
  const kept = () => JSON.parse(window.sessionStorage.getItem(KEPT) || '["", ""]');
  const keep = (...values) => {
    try {
      window.sessionStorage.setItem(KEPT, JSON.stringify(values));
    } catch {
      // Too long to be kept: Back shows an empty form.
      window.sessionStorage.removeItem(KEPT);
    }
  };

  document.addEventListener('DOMContentLoaded', () => {
    // The outline answers a form. Back leads to the form again, not to a question whether to send it twice.
    if (document.querySelector('[data-clinic-import-outline]')) {
      window.history.replaceState(null, '', window.location.href);
    }
    const form = document.querySelector('[data-clinic-import]');
    if (!form) return;
    const text = form.querySelector('[data-clinic-import-text]');
    const html = form.querySelector('[data-clinic-import-html]');
    const note = form.querySelector('[data-clinic-import-note]');
    const formatted = new FormattedText(text);

    const show = (isFormatted) => {
      text.hidden = isFormatted;
      formatted.element.hidden = !isFormatted;
      note.hidden = !isFormatted;
    };
    const close = () => {
      formatted.styles = [];
      formatted.element.replaceChildren();
      text.value = '';
      html.value = '';
      show(false);
      text.focus();
    };
    const store = () => {
      if (formatted.element.hidden) return;
      html.value = formatted.html;
      text.value = formatted.element.innerText;
    };

    const receive = (event, data) => {
      const copied = data.getData('text/html');
      if (!copied) return;
      event.preventDefault();
      const before = paragraphs(text.value.slice(0, text.selectionStart), true);
      const after = paragraphs(text.value.slice(text.selectionEnd), false);
      const nodes = formatted.add(copied);
      formatted.element.replaceChildren(...before, ...nodes, ...after);
      show(true);
      formatted.element.focus();
      formatted.moveBehind(nodes);
    };
    text.addEventListener('paste', (event) => receive(event, event.clipboardData));
    text.addEventListener('drop', (event) => receive(event, event.dataTransfer));
    formatted.element.addEventListener('paste', (event) => {
      const copied = event.clipboardData.getData('text/html');
      if (!copied) return;
      event.preventDefault();
      formatted.paste(copied);
    });
    formatted.element.addEventListener('input', () => formatted.isEmpty && close());
    form.addEventListener('submit', () => {
      store();
      keep(text.value, html.value);
    });
    if (isBack() && !text.value && !html.value) [text.value, html.value] = kept();

    document.execCommand('defaultParagraphSeparator', false, 'p');
    // The form came back with a fault, or somebody has gone back to it.
    if (html.value.trim()) {
      formatted.open(html.value);
      show(true);
    }
  });
})();
