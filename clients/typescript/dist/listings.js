/** All objects of a listing, in its order, from `offset` on; one request for every `limit` of them. */
export async function* byOffset(get, query) {
    let offset = Number(query["offset"] ?? 0);
    for (;;) {
        const part = await get({ ...query, offset });
        yield* part.items;
        offset += part.items.length;
        const total = "total_count" in part.meta ? part.meta.total_count : 0;
        if (part.items.length === 0 || offset >= total)
            return;
    }
}
/** All objects of a listing in the order of their ids, at a cost that does not grow with their number. */
export async function* byCursor(get, query) {
    let cursor = String(query["cursor"] ?? "");
    while (cursor !== null) {
        const part = await get({ ...query, cursor });
        yield* part.items;
        cursor = "next_cursor" in part.meta ? part.meta.next_cursor : null;
    }
}
