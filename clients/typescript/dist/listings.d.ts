import type { paths } from "./schema.js";
type Answer<P extends keyof paths> = paths[P]["get"] extends {
    responses: {
        200: {
            content: {
                "application/json": infer Body;
            };
        };
    };
} ? Body : never;
/** The path of a listing. */
export type ListPath = {
    [P in keyof paths]: Answer<P> extends {
        meta: unknown;
        items: unknown[];
    } ? P : never;
}[keyof paths];
/** An object in a listing. */
export type Item<P extends ListPath> = Answer<P> extends {
    items: (infer I)[];
} ? I : never;
/** What a listing can be asked for. */
export type ListQuery<P extends ListPath> = paths[P]["get"] extends {
    parameters: {
        query?: infer Query;
    };
} ? NonNullable<Query> : never;
/** A part of a listing, in the form in which the API sends it. */
export interface Part {
    meta: {
        total_count: number;
    } | {
        next_cursor: string | null;
    };
    items: unknown[];
}
type Query = Record<string, unknown>;
/** All objects of a listing, in its order, from `offset` on; one request for every `limit` of them. */
export declare function byOffset(get: (query: Query) => Promise<Part>, query: Query): AsyncGenerator<unknown>;
/** All objects of a listing in the order of their ids, at a cost that does not grow with their number. */
export declare function byCursor(get: (query: Query) => Promise<Part>, query: Query): AsyncGenerator<unknown>;
export {};
