/** What an answer of `pages/find/` with the status 200 says. */
export function foundIn(answer, location) {
    if ("redirect" in answer) {
        return { kind: "redirect", to: answer.redirect.to, permanent: answer.redirect.permanent };
    }
    return { kind: "page", page: answer, location };
}
