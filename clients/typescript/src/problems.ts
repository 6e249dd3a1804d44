import type { ProblemDocument } from "./schema.js";

/** What the API, or what stands in front of it, answered instead of what was asked for. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  /**
   * @param status the status code.
   * @param problem the problem document; undefined when something other than the API has answered.
   */
  constructor(
    readonly status: number,
    readonly problem: ProblemDocument | undefined,
  ) {
    super(problem?.detail ?? `The API answered with the status ${status}.`);
  }
}

/** The error for a response that is none of those that were hoped for. */
export function problemOf(response: Response, body: unknown): ProblemError {
  return new ProblemError(response.status, isProblem(body) ? body : undefined);
}

function isProblem(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null && "detail" in body && "status" in body;
}
