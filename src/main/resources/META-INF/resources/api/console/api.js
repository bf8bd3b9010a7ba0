const ROOT = new URL('../', document.baseURI);
const KEY = 'orgrelay.key';

/** An answer that is none of success, as RFC 9457 tells it. */
export class Problem extends Error {
  constructor(status, json) {
    super(json?.detail ?? json?.title ?? `the answer has the status ${status}`);
    this.status = status;
    this.json = json ?? {};
  }
}

/** The key of the operator: typed once, gone with the tab. */
export const key = {
  get: () => sessionStorage.getItem(KEY) ?? '',
  set: (text) => (text ? sessionStorage.setItem(KEY, text) : sessionStorage.removeItem(KEY)),
};

/** Where the API is, for commands. */
export const url = (path) => new URL(path, ROOT).href;

/** `path` with `params` behind it; what has no value is left out. */
export function withQuery(path, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== undefined && value !== null && value !== ''));
  return query.size ? `${path}?${query}` : path;
}

async function answer(method, path, { body, type, accept = 'application/json', signal } = {}) {
  const headers = { accept };
  if (key.get()) {
    headers['x-functions-key'] = key.get();
  }
  if (body !== undefined) {
    headers['content-type'] = type ?? 'application/json';
  }
  let response;
  try {
    response = await fetch(url(path), { method, headers, body, signal, cache: 'no-store', credentials: 'omit' });
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : new Problem(0, { detail: 'Org Relay does not answer: it is down, or the network is' });
  }
  if (response.status === 401) {
    dispatchEvent(new CustomEvent('key-refused'));
  }
  return response;
}

async function failed(response) {
  const text = await response.text();
  try {
    return new Problem(response.status, JSON.parse(text));
  } catch {
    return new Problem(response.status);
  }
}

/** A request to the operators' API, and its JSON. `taken` are statuses that are answers, too, and no problem. */
export async function call(method, path, options = {}) {
  const response = await answer(method, path, options);
  if (!response.ok && !options.taken?.includes(response.status)) {
    throw await failed(response);
  }
  const text = await response.text();
  return text ? JSON.parse(text) : {};
}

export const get = (path, signal) => call('GET', path, { signal });

/** The lines of `application/x-ndjson`, as they come. */
export async function* lines(method, path, options = {}) {
  const response = await answer(method, path, { ...options, accept: 'application/x-ndjson' });
  if (!response.ok) {
    throw await failed(response);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    const all = (rest + (value ?? '')).split('\n');
    rest = done ? '' : all.pop();
    yield* all.filter((line) => line.trim()).map((line) => JSON.parse(line));
    if (done) {
      return;
    }
  }
}
