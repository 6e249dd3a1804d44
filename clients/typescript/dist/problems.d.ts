import type { ProblemDocument } from "./schema.js";
/** What the API, or what stands in front of it, answered instead of what was asked for. */
export declare class ProblemError extends Error {
    readonly status: number;
    readonly problem: ProblemDocument | undefined;
    readonly name = "ProblemError";
    /**
     * @param status the status code.
     * @param problem the problem document; undefined when something other than the API has answered.
     */
    constructor(status: number, problem: ProblemDocument | undefined);
}
/** The error for a response that is none of those that were hoped for. */
export declare function problemOf(response: Response, body: unknown): ProblemError;
