// Calls of the control API, polling, and the state that all views share.
import {useEffect, useState} from './htm.js';

const ROOT = new URL('../', import.meta.url);
const TOKEN = 'freedom-card-sandbox-token';
const TIMEOUT_MS = 10_000;

/** A failed call: the fields of application/problem+json; status 0 if there was no response. */
export class Problem extends Error {
  constructor(title, status, detail) {
    super(title);
    Object.assign(this, {title, status, detail});
  }
}

// --- State that all views share ---------------------------------------------------------------

let shared = {online: true, tokenAsked: false, tokenRefused: false, notice: null};
const subscribers = new Set();

export function share(patch) {
  if (Object.keys(patch).every(key => shared[key] === patch[key])) return;
  shared = {...shared, ...patch};
  subscribers.forEach(subscriber => subscriber(shared));
}

export function useShared() {
  const [state, set] = useState(shared);
  useEffect(() => {
    subscribers.add(set);
    set(shared);
    return () => subscribers.delete(set);
  }, []);
  return state;
}

// --- Calls ------------------------------------------------------------------------------------

export function saveToken(token) {
  sessionStorage.setItem(TOKEN, token);
  share({tokenAsked: false});
  refresh();
}

/** Decodes a part of the address; a user may have typed it. */
export function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Moves a token from the address (#token=...) into the session. */
export function takeTokenFromAddress() {
  const token = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (!token) return;
  history.replaceState(null, '', location.pathname + location.search);
  saveToken(decode(token));
}

async function send(method, path, body) {
  const token = sessionStorage.getItem(TOKEN);
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (method !== 'GET') headers['Content-Type'] = 'application/json';
  let response, text;
  try {
    response = await fetch(new URL(path, ROOT), {
      method,
      headers,
      body: body && JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await response.text();
  } catch {
    share({online: false});
    throw new Problem('No response from the sandbox', 0, 'Check that it is running.');
  }
  share({online: true});
  if (response.ok) {
    share({tokenAsked: false});
    return text;
  }
  // The token may have been entered since this call was sent.
  if (response.status === 401 && token === sessionStorage.getItem(TOKEN)) {
    share({tokenAsked: true, tokenRefused: token !== null});
  }
  let problem = {};
  try {
    problem = JSON.parse(text);
  } catch {
    // Not the sandbox's own response; the status is all there is to show.
  }
  throw new Problem(problem.title ?? `HTTP ${response.status}`, response.status, problem.detail);
}

export const getText = path => send('GET', path);
export const get = async path => JSON.parse(await getText(path));

const running = new Set();

/** Runs a command and announces its result; returns false if it failed, else its response. */
export async function act(done, method, path, body) {
  const key = `${method} ${path}`;
  if (running.has(key)) return false;
  running.add(key);
  try {
    const text = await send(method, path, body);
    const response = text ? JSON.parse(text) : true;
    share({notice: {text: typeof done === 'function' ? done(response) : done}});
    return response;
  } catch (problem) {
    share({notice: {problem}});
    return false;
  } finally {
    running.delete(key);
    refresh();
  }
}

// --- Polling ----------------------------------------------------------------------------------

const wakeUps = new Set();

/** Runs all polls of the page now. */
export const refresh = () => wakeUps.forEach(wakeUp => wakeUp());

document.addEventListener('visibilitychange', refresh);

/**
 * Runs the task now and then `ms` after each run, while the tab is visible and no token is missing.
 * The task gets a function that says whether its result still counts. Returns a function that stops
 * the poll.
 */
export function poll(task, ms) {
  let timer;
  let run = 0;
  const wakeUp = async () => {
    clearTimeout(timer);
    const mine = ++run;
    if (document.hidden || shared.tokenAsked) return;
    await task(() => mine === run);
    if (mine === run) timer = setTimeout(wakeUp, ms);
  };
  wakeUps.add(wakeUp);
  wakeUp();
  return () => {
    wakeUps.delete(wakeUp);
    clearTimeout(timer);
    run++;
  };
}

/** The latest response to GET path as `data`, or why there is none as `problem`. */
export function usePoll(path, ms = 2000) {
  const [state, set] = useState({});
  useEffect(() => {
    if (path === null) return undefined;
    let last;
    return poll(async isCurrent => {
      try {
        const text = await getText(path);
        // No change, no rendering: text that the user has selected stays selected.
        if (isCurrent() && text !== last) set({data: JSON.parse((last = text))});
      } catch (problem) {
        last = undefined;
        // A lost connection says nothing about the data.
        if (isCurrent()) set(state => (problem.status ? {problem} : state));
      }
    }, ms);
  }, [path, ms]);
  return state;
}
