/** How requests are sent: with a time limit, again where that helps, and not for what is known already. */

export type Fetch = (request: Request) => Promise<Response>;

/** What one call may say beside its query. */
export interface CallOptions {
  /** Ends the call, and every request that it still has to make. */
  signal?: AbortSignal;
}

/** An answer as it is kept, with the ETag by which the API says that it is still the same. */
export interface KeptAnswer {
  etag: string;
  status: number;
  headers: [string, string][];
  body: string;
}

/** Where answers are kept between requests: in memory, or wherever a program likes. */
export interface AnswerStore {
  get(key: string): KeptAnswer | undefined | Promise<KeptAnswer | undefined>;
  set(key: string, answer: KeptAnswer): void | Promise<void>;
}

export interface SendingOptions {
  /** What sends requests, instead of the global `fetch`. */
  fetch?: Fetch;
  /** Milliseconds until a request that has not been answered is given up; 10,000 unless given. */
  timeout?: number;
  /** How often a request is sent again after 429, 503 or a lost connection; twice unless given. */
  retries?: number;
  /** Milliseconds that it waits at the most before it sends one again, whatever `Retry-After` says; 10,000 unless given. */
  longestWait?: number;
  /** Keeps answers, so that the API says in a few bytes that nothing has changed. */
  store?: AnswerStore;
}

const TRY_AGAIN = new Set([429, 502, 503, 504]);
const FIRST_WAIT = 250;

/** A `fetch` that keeps to the options. It throws the last error where no try was answered. */
export function createFetch(options: SendingOptions = {}): Fetch {
  const { timeout = 10_000, retries = 2, longestWait = 10_000, store } = options;
  const send = options.fetch ?? ((request: Request) => fetch(request));

  async function attempt(request: Request): Promise<Response> {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]);
    return send(new Request(request, { signal }));
  }

  async function persist(request: Request): Promise<Response> {
    for (let tried = 0; ; tried++) {
      let wait = FIRST_WAIT * 2 ** tried;
      try {
        const response = await attempt(request);
        if (!TRY_AGAIN.has(response.status) || tried >= retries) return response;
        wait = retryAfter(response) ?? wait;
        if (wait > longestWait) return response;
        await response.body?.cancel();
      } catch (error) {
        if (request.signal.aborted || tried >= retries) throw error;
      }
      await pause(Math.min(wait, longestWait), request.signal);
    }
  }

  return store === undefined ? persist : (request) => sendConditionally(request, persist, store);
}

/** A store in memory that forgets what was used longest ago. */
export function memoryStore(most = 500): AnswerStore {
  const kept = new Map<string, KeptAnswer>();
  return {
    get(key) {
      const answer = kept.get(key);
      if (answer !== undefined) {
        kept.delete(key);
        kept.set(key, answer);
      }
      return answer;
    },
    set(key, answer) {
      kept.delete(key);
      kept.set(key, answer);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
    },
  };
}

async function sendConditionally(request: Request, send: Fetch, store: AnswerStore): Promise<Response> {
  if (request.method !== "GET") return send(request);
  const key = [request.headers.get("Accept"), request.headers.get("Authorization"), request.url].join(" ");
  const kept = await store.get(key);
  const headers = new Headers(request.headers);
  if (kept !== undefined) headers.set("If-None-Match", kept.etag);
  const response = await send(new Request(request, { headers }));
  if (response.status === 304 && kept !== undefined) {
    return new Response(kept.body, { status: kept.status, headers: kept.headers });
  }
  const etag = response.headers.get("ETag");
  if (response.status !== 200 || etag === null) return response;
  const body = await response.text();
  const answer = { etag, status: response.status, headers: [...response.headers], body };
  await store.set(key, answer);
  return new Response(body, { status: answer.status, headers: answer.headers });
}

/** Milliseconds that `Retry-After` asks to wait (RFC 9110, section 10.2.3); null where it says nothing. */
function retryAfter(response: Response): number | null {
  const value = response.headers.get("Retry-After");
  if (value === null) return null;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? null : Math.max(wait, 0);
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      signal.removeEventListener("abort", stop);
      resolve();
    }
    function stop(): void {
      clearTimeout(timer);
      reject(signal.reason);
    }
    signal.addEventListener("abort", stop, { once: true });
  });
}
