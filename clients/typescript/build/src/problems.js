/** What the API, or what stands in front of it, answered instead of what was asked for. */
export class ProblemError extends Error {
    status;
    problem;
    name = "ProblemError";
    /**
     * @param status the status code.
     * @param problem the problem document; undefined when something other than the API has answered.
     */
    constructor(status, problem) {
        super(problem?.detail ?? `The API answered with the status ${status}.`);
        this.status = status;
        this.problem = problem;
    }
}
/** The error for a response that is none of those that were hoped for. */
export function problemOf(response, body) {
    return new ProblemError(response.status, isProblem(body) ? body : undefined);
}
function isProblem(body) {
    return typeof body === "object" && body !== null && "detail" in body && "status" in body;
}
