// Reads a list of rich texts in JSON, and writes the list of their HTML, by the library alone but for what it has no
// default for.
import { readFileSync } from 'node:fs'
import { escapeHTML, toHTML } from '@portabletext/to-html'

const components = {
  types: {
    image: ({ value }) => `<img src="${escapeHTML(value.src)}" alt="${escapeHTML(value.alt)}">`,
    embed: ({ value }) => value.html ?? `<a href="${escapeHTML(value.url)}">${escapeHTML(value.url)}</a>`,
    'horizontal-rule': () => '<hr>',
    html: ({ value }) => value.html,
  },
  marks: {
    sup: ({ children }) => `<sup>${children}</sup>`,
    sub: ({ children }) => `<sub>${children}</sub>`,
  },
}
const onMissingComponent = (message) => {
  throw new Error(message)
}
const texts = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(texts.map((blocks) => toHTML(blocks, { components, onMissingComponent }))))
