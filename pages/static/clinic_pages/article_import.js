/* Import: a text that is pasted keeps its formatting until somebody types into it. Scripts stand in the page's head. */
document.addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('[data-clinic-import]');
  const text = form.querySelector('[data-clinic-import-text]');
  const html = form.querySelector('[data-clinic-import-html]');
  const note = form.querySelector('[data-clinic-import-note]');
  const keep = (value) => {
    html.value = value;
    note.hidden = !value;
  };
  text.addEventListener('paste', (event) => {
    const copied = event.clipboardData.getData('text/html');
    if (!copied || text.value.trim()) return;
    event.preventDefault();
    text.value = event.clipboardData.getData('text/plain');
    keep(copied);
  });
  text.addEventListener('input', () => keep(''));
});
