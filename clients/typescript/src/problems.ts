import type { ProblemDocument } from "./schema.js";

const PROBLEM_TYPE = "application/problem+json";
const OURS = "urn:clinic-api:problem:";

/** What the API, or what stands in front of it, answered instead of what was asked for. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  /**
   * @param status the status code.
   * @param problem the problem document; undefined when something other than the API has answered.
   * @param asked the address that was asked.
   * @param answered the content type of the answer.
   */
  constructor(
    readonly status: number,
    readonly problem: ProblemDocument | undefined,
    readonly asked: string,
    readonly answered: string | null = PROBLEM_TYPE,
  ) {
    super(`${problem?.detail ?? notTheApi(answered)} The answer to ${asked} had the status ${status}.`);
  }

  /**
   * Whether there is nothing that visitors may see where the API was asked. A wrong address, site or language is a wrong
   * question instead; a page that is not published in a language that there is counts as missing.
   */
  get isMissing(): boolean {
    if (this.status !== 404 || this.problem?.type !== `${OURS}not-found`) return false;
    const { parameter, allowed } = this.problem;
    return parameter === undefined || (parameter === "locale" && allowed === undefined);
  }

  /** Whether a page was published here once and has been taken offline. */
  get isGone(): boolean {
    return this.status === 410 && this.problem?.type === `${OURS}gone`;
  }
}

/** The error for a response that is none of those that were hoped for. */
export function problemOf(response: Response, body: unknown, asked: string): ProblemError {
  const answered = response.headers.get("Content-Type");
  return new ProblemError(response.status, isProblem(answered, body) ? body : undefined, asked, answered);
}

function isProblem(answered: string | null, body: unknown): body is ProblemDocument {
  const isDocument = answered?.startsWith(PROBLEM_TYPE) && typeof body === "object" && body !== null;
  return Boolean(isDocument) && "type" in (body as object) && String((body as ProblemDocument).type).startsWith(OURS);
}

function notTheApi(answered: string | null): string {
  return `The response did not come from the API (content type: ${answered ?? "none"}). Check baseUrl.`;
}
