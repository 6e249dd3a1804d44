/*
 * What is pasted into a text is read on the server, as imported files are: lists, tables, raised and lowered signs stay,
 * what was struck out or hidden goes, and what could not stay is said below the text.
 */
(() => {
  if (window.clinicPasting) return;
  window.clinicPasting = true;

  const { EditorState, Modifier, convertFromRaw, convertToRaw } = window.DraftJS || {};
  // What Wagtail's editor copies itself, it pastes itself.
  const OWN = /data-draftjs-conductor-fragment/;

  const uuid = () =>
    '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
      (+digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+digit / 4)))).toString(16),
    );

  /** The stream around an editor and the place of its block there; nothing where the text is part of another block. */
  const placeOf = (editor) => {
    const element = editor.closest('[data-streamfield-child]');
    const stream = element && element.parentElement.closest('[data-clinic-stream]')?.clinicStream;
    const index = stream ? stream.children.findIndex((child) => child.element === element) : -1;
    return index >= 0 && stream.children[index].type === 'rich_text' ? { stream, index } : null;
  };

  const showNotice = (editor, strings, lines, heading = strings.heading) => {
    const wrapper = editor.closest('[data-draftail-editor-wrapper]') || editor;
    wrapper.parentElement.querySelectorAll('.clinic-pasting').forEach((notice) => notice.remove());
    if (!heading) return;
    const notice = document.createElement('div');
    notice.className = 'clinic-pasting';
    notice.setAttribute('role', 'status');
    notice.append(heading);
    const list = document.createElement('ul');
    lines.forEach((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      list.append(item);
    });
    if (lines.length) notice.append(list);
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = '×';
    close.setAttribute('aria-label', strings.close);
    close.addEventListener('click', () => notice.remove());
    notice.append(close);
    wrapper.after(notice);
  };

  const ask = async (url, html, headings, tables) => {
    const config = JSON.parse(document.getElementById('wagtail-config').textContent);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': config.CSRF_TOKEN },
      body: JSON.stringify({ html, headings, tables }),
    });
    const isJson = (response.headers.get('Content-Type') || '').includes('json');
    if (!isJson || (!response.ok && response.status !== 400)) throw new Error(response.status);
    return response.json();
  };

  const insert = (editorState, raw) => {
    const fragment = convertFromRaw(raw).getBlockMap();
    // As characters, since fragments are filtered once more by rules that know no tel: and mailto:.
    const content = Modifier.replaceWithFragment(editorState.getCurrentContent(), editorState.getSelection(), fragment);
    return EditorState.push(editorState, content, 'insert-characters');
  };

  /** The text up to the caret, and the text behind it. */
  const cut = (editorState) => {
    const content = Modifier.splitBlock(editorState.getCurrentContent(), editorState.getSelection());
    const raw = convertToRaw(content);
    const key = content.getSelectionAfter().getStartKey();
    const at = raw.blocks.findIndex((block) => block.key === key);
    const part = (blocks) => ({ blocks, entityMap: raw.entityMap });
    return [part(raw.blocks.slice(0, at)), part(raw.blocks.slice(at))];
  };

  const hasText = (raw) => raw.blocks.some((block) => block.text.trim());

  const insertAll = (segments, place, { getEditorState, setEditorState }) => {
    const rest = [...segments];
    if (rest.length && rest[0].type === 'text') setEditorState(insert(getEditorState(), rest.shift().value));
    if (!rest.length) return;
    const [before, after] = cut(getEditorState());
    const { stream, index } = place;
    setEditorState(
      EditorState.push(getEditorState(), convertFromRaw(before), 'remove-range'),
    );
    if (hasText(after)) rest.push({ type: 'text', value: after });
    rest.forEach(({ type, value }, number) => {
      const block = type === 'table' ? { type, value } : { type: 'rich_text', value: JSON.stringify(value) };
      stream.insert({ ...block, id: uuid() }, index + 1 + number, { animate: false });
    });
  };

  /** What was selected goes before anything is asked, as in any editor. */
  const withoutSelection = (editorState) => {
    const selection = editorState.getSelection();
    if (selection.isCollapsed()) return editorState;
    const content = Modifier.removeRange(editorState.getCurrentContent(), selection, 'backward');
    return EditorState.push(editorState, content, 'remove-range');
  };

  if (window.draftail && window.DraftJS) {
    const plugin = {
      type: 'CLINIC_PASTING',
      handlePastedText(text, html, editorState, functions) {
        if (!html || OWN.test(html)) return 'not-handled';
        const options = functions.getProps().plugins.find((each) => each.type === 'CLINIC_PASTING');
        const editor = functions.getEditorRef().editor;
        const place = placeOf(editor);
        functions.setEditorState(withoutSelection(functions.getEditorState()));
        showNotice(editor, options.strings, [], options.strings.waiting);
        ask(options.url, html, options.headings, Boolean(place))
          .then(({ segments, notices, message }) => {
            if (message) {
              showNotice(editor, options.strings, [], message);
              return;
            }
            insertAll(segments, place, functions);
            showNotice(editor, options.strings, notices, notices.length ? undefined : '');
          })
          .catch(() => showNotice(editor, options.strings, [], options.strings.failed));
        return 'handled';
      },
    };
    window.draftail.registerPlugin(plugin, 'plugins');
  }

  if (window.telepath && window.wagtailStreamField) {
    class BodyBlockDefinition extends window.wagtailStreamField.blocks.StreamBlockDefinition {
      render(...args) {
        const stream = super.render(...args);
        stream.element.setAttribute('data-clinic-stream', '');
        stream.element.clinicStream = stream;
        return stream;
      }
    }
    window.telepath.register('clinic_pages.BodyBlock', BodyBlockDefinition);
  }
})();
