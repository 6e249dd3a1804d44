import { createClient } from "../src/index.js";

const address = process.env["CLINIC_API"];

/** The address of the running demo site, which `CLINIC_API` names. */
export function demoAddress(): string {
  if (address === undefined) throw new Error("CLINIC_API names no running demo site, such as http://127.0.0.1:8000.");
  return address;
}

export function demoClient() {
  return createClient({ baseUrl: demoAddress() });
}

/** A client of a server that answers everything with one response. */
export function clientAnswering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked: string[] = [];
  const client = createClient({
    baseUrl: "https://cms.example.org/",
    fetch: async (request) => {
      asked.push(request.url);
      const type = status < 400 ? "application/json" : "application/problem+json";
      return Response.json(body, { status, headers: { "Content-Type": type, ...headers } });
    },
  });
  return { client, asked };
}

/** A problem document as the API sends it. */
export function problem(status: number, code: string) {
  const words = `The code is ${code}.`;
  return { type: `urn:clinic-api:problem:${code}`, title: code, status, detail: words, message: words };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
