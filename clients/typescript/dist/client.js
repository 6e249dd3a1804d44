import createFetchClient, {} from "openapi-fetch";
import { foundIn } from "./find.js";
import { byCursor, byOffset } from "./listings.js";
import { problemOf } from "./problems.js";
const PAGES = "/api/v2/pages/";
/** A client of the API. What it cannot answer it throws as a `ProblemError`. */
export function createClient(options) {
    const api = createFetchClient({
        baseUrl: options.baseUrl.replace(/\/+$/, ""),
        ...(options.fetch ? { fetch: options.fetch } : {}),
        ...(options.headers ? { headers: options.headers } : {}),
        querySerializer: { array: { style: "form", explode: false } },
    });
    function part(path) {
        return async (query) => {
            const { data, error, response } = await api.GET(path, { params: { query } });
            if (data === undefined)
                throw problemOf(response, error);
            return data;
        };
    }
    return {
        api,
        async find(path, query = {}) {
            const { data, error, response } = await api.GET("/api/v2/pages/find/", {
                params: { query: { ...query, html_path: path } },
            });
            if (data !== undefined)
                return foundIn(data, response.headers.get("Content-Location"));
            if (response.status === 404)
                return { kind: "not-found" };
            if (response.status === 410)
                return { kind: "gone" };
            throw problemOf(response, error);
        },
        async page(id) {
            const { data, error, response } = await api.GET("/api/v2/pages/{id}/", { params: { path: { id } } });
            if (data !== undefined)
                return data;
            if (response.status === 404 || response.status === 410)
                return null;
            throw problemOf(response, error);
        },
        async site(query = {}) {
            const { data, error, response } = await api.GET("/api/v2/site/", { params: { query } });
            if (data === undefined)
                throw problemOf(response, error);
            return data;
        },
        pages({ fields, ...query }) {
            const chosen = fields?.length ? { ...query, fields: fields.join(",") } : query;
            return byOffset(part(PAGES), chosen);
        },
        each(path, query) {
            return byOffset(part(path), { ...query });
        },
        all(path, query) {
            return byCursor(part(path), { ...query });
        },
    };
}
