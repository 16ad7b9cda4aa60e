// The live list of requests, and one request with its signature, body and response.
import {html, useEffect, useRef, useState} from './htm.js';
import {act, get, getText, poll, usePoll} from './api.js';
import {Id, LoadProblem, none, Signature, Status, Table, Time} from './ui.js';

const ROWS = 100;
/** So many known rows are loaded again: a reset shows in them, and a response that came late. */
const OVERLAP = 20;

const sameRequest = (a, b) =>
  a?.number === b?.number && a?.at === b?.at && a?.request_id === b?.request_id;

/**
 * Adds a response for requests after a known one to the known rows, newest first. Returns null if
 * the two don't fit together: the sandbox was reset, or more requests came than one response has.
 */
export function merge(known, {requests, last_number: last}) {
  const [first] = requests;
  const reset = !first || !sameRequest(first, known.find(row => row.number === first.number));
  if (reset || requests.at(-1).number !== last) return null;
  return [...requests.toReversed(), ...known.filter(row => row.number < first.number)].slice(0, ROWS);
}

function useLiveRequests(live) {
  const [rows, set] = useState(null);
  const known = useRef([]);
  useEffect(() => {
    if (!live) return undefined;
    let last;
    return poll(async isCurrent => {
      try {
        const newest = known.current[0]?.number ?? 0;
        const path = `requests?limit=${ROWS}`;
        let next = null;
        if (newest > 0) {
          const text = await getText(`${path}&after=${Math.max(0, newest - OVERLAP)}`);
          if (!isCurrent() || text === last) return;
          last = text;
          next = merge(known.current, JSON.parse(text));
        }
        next ??= (await get(path)).requests.toReversed();
        if (isCurrent()) set((known.current = next));
      } catch {
        last = undefined; // The page shows that the connection is lost; the next run tries again.
      }
    }, 1000);
  }, [live]);
  return rows;
}

const columns = [
  {label: 'No.', cls: 'w-number', head: true,
    cell: row => html`<a href="#/requests/${row.number}">${row.number}</a>`},
  {label: 'Time', cls: 'w-time', cell: row => html`<${Time} at=${row.at} />`},
  {label: 'Operation', cls: 'w-operation',
    cell: row => row.operation ?? html`<code title=${`${row.method} ${row.path}`}>${row.path}</code>`},
  {label: 'request_id', cls: 'w-id', cell: row => html`<${Id} id=${row.request_id} />`},
  {label: 'Signature', cls: 'w-verdict', cell: row => html`<${Signature} verdict=${row.signature} />`},
  {label: 'HTTP', cls: 'w-status', cell: row => html`<${Status} status=${row.status} />`},
  {label: 'Result', cell: row => html`<span title=${row.hint ?? row.result}>${row.result}${
    row.hint && row.signature !== 'refused' && html` <span class="tag">hint</span>`}</span>`},
  {label: 'Fault', cell: row => html`<span title=${row.fault}>${row.fault}</span>`},
];

export function Requests({sandbox, number}) {
  const [before, setBefore] = useState(null);
  const [paused, setPaused] = useState(false);
  const liveRows = useLiveRequests(!paused && before === null);
  const older = usePoll(before && `requests?after=${Math.max(0, before - ROWS - 1)}&limit=${ROWS}`);
  const rows = before !== null && older.data
    ? older.data.requests.filter(row => row.number < before).reverse()
    : liveRows;
  const opened = useRef();
  useEffect(() => {
    // After the details are closed, the focus returns to the row that opened them.
    if (opened.current && !number) document.querySelector(`a[href="#/requests/${opened.current}"]`)?.focus();
    opened.current = number;
  }, [number]);
  if (!rows) return html`<h2 tabindex="-1">Requests</h2>`;
  const first = rows.length === 0 && before === null;
  const oldest = rows.at(-1)?.number ?? 1;
  return html`
    <div class=${number ? 'split' : ''}>
      <div class="list">
        <div class="bar">
          <h2 tabindex="-1">Requests</h2>
          ${!first && html`<div class="actions">
            ${before === null
              ? html`<button type="button" aria-pressed=${String(paused)}
                    onClick=${() => setPaused(!paused)}>Pause</button>`
              : html`<button type="button" onClick=${() => setBefore(null)}>Newest</button>`}
            <button type="button" disabled=${oldest <= 1}
                onClick=${() => setBefore(oldest)}>Older</button>
          </div>`}
        </div>
        ${first
          ? html`<${FirstSteps} sandbox=${sandbox} />`
          : html`<${Table} cls="fixed" columns=${columns} rows=${rows} rowKey=${row => row.number}
              current=${number} onOpen=${row => { location.hash = `#/requests/${row.number}`; }}
              empty="The sandbox keeps no older requests."
              caption=${`Newest first, ${paused ? 'paused' : before ? 'older requests' : 'live'}`} />`}
      </div>
      ${number && html`<${Details} key=${number} number=${number} />`}
    </div>`;
}

function FirstSteps({sandbox}) {
  const description = new URL('../openapi.json', import.meta.url).href;
  return html`
    <div class="steps">
      <p>No request was received yet.</p>
      <ol>
        <li>
          <h3>Point your service at the sandbox</h3>
          <dl class="pairs">
            <dt>Base URL</dt><dd><code>${sandbox?.base_url}</code></dd>
            <dt>Auth id</dt><dd><code>${sandbox?.auth_id}</code></dd>
            <dt>Algorithm</dt><dd><code>${sandbox?.algorithm}</code></dd>
            <dt>Secret key</dt><dd>printed at the start of the sandbox, unless you set it</dd>
          </dl>
        </li>
        <li>
          <h3>Add a card</h3>
          <p>A charge needs a card with money.</p>
          <button type="button" class="primary" onClick=${addFirstCard}>
            Add an active card with 1000.00 KZT</button>
        </li>
        <li>
          <h3>Send a request</h3>
          <p>Sign each request with the header <code>X-JWS-Signature</code>. Operations and fields are
          in the <a href=${description} onClick=${download} download="openapi.json">OpenAPI
          description</a>. Each request appears here, with the reason if its signature is refused.</p>
        </li>
      </ol>
    </div>`;
}

const addFirstCard = () =>
  act(card => `Card ${card.card_id} added`, 'POST', 'cards',
    {status: 'active', balances: [{amount: '1000.00', currency: 'KZT'}]});

/** A link can't send the control token, so the page loads the file. */
async function download(event) {
  event.preventDefault();
  const file = new Blob([await getText('openapi.json')], {type: 'application/json'});
  const link = Object.assign(document.createElement('a'),
    {href: URL.createObjectURL(file), download: 'openapi.json'});
  link.click();
  URL.revokeObjectURL(link.href);
}

// --- One request ------------------------------------------------------------------------------

function Details({number}) {
  const {data: request, problem} = usePoll(`requests/${number}`);
  const heading = useRef();
  useEffect(() => heading.current.focus(), []);
  const close = () => { location.hash = '#/requests'; };
  return html`
    <section class="details" aria-labelledby="details-title"
        onKeyDown=${event => event.key === 'Escape' && close()}>
      <div class="bar">
        <h2 id="details-title" tabindex="-1" ref=${heading}>Request ${number}</h2>
        <a class="button" href="#/requests">Close</a>
      </div>
      <${LoadProblem} problem=${problem} />
      ${request && html`<${RequestDetails} request=${request} />`}
    </section>`;
}

function RequestDetails({request}) {
  const check = request.signature_check;
  const headers = Object.entries(request.response_headers);
  const refused = request.signature === 'refused';
  const hint = request.hint ?? check?.hint;
  const description = request.response_body?.error_description;
  return html`
    <dl class="pairs">
      <dt>Time</dt><dd>${request.at.replace('T', ' ')}</dd>
      <dt>Request</dt><dd><code>${request.method} ${request.path}</code></dd>
      <dt>Operation</dt><dd>${request.operation ?? none}</dd>
      <dt>request_id</dt><dd>${request.request_id ? html`<code>${request.request_id}</code>` : none}</dd>
      <dt>HTTP status</dt><dd>${request.status ?? 'no response was sent'}</dd>
      <dt>Result</dt><dd>${request.result ?? none}${description && `: ${description}`}</dd>
      <dt>Fault</dt><dd>${request.fault ?? none}</dd>
    </dl>
    ${hint && html`<p class=${refused ? 'callout bad' : 'callout'}><strong>Hint:</strong> ${hint}</p>`}

    <h3>Signature <${Signature} verdict=${request.signature} /></h3>
    ${check && html`<${SignatureCheck} check=${check} />`}

    <h3>Request body</h3>
    <${Json} value=${request.request_body} />

    <h3>Response</h3>
    ${request.status === null && html`<p>The fault kept the response from the caller.</p>`}
    ${headers.length > 0 && html`
      <h4>Headers</h4>
      <dl class="pairs">
        ${headers.map(([name, value]) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`)}
      </dl>`}
    <h4>Body</h4>
    <${Json} value=${request.response_body} />`;
}

const Json = ({value}) =>
  value === null
    ? html`<p class="none">No JSON object</p>`
    : html`<pre>${JSON.stringify(value, null, 2)}</pre>`;

function SignatureCheck({check}) {
  const {first_difference: difference, received_header: received, expected_header: expected} = check;
  return html`
    <p>${difference
      ? html`The headers differ first at byte ${difference.offset}:
          received <code>${visible(difference.received)}</code>,
          expected <code>${visible(difference.expected)}</code>.`
      : received !== null && 'The headers are equal, byte by byte.'}</p>
    <dl class="compare">
      <dt>Header received</dt><dd><${Bytes} text=${received} at=${difference?.offset} /></dd>
      <dt>Header expected</dt><dd><${Bytes} text=${expected} at=${difference?.offset} /></dd>
      <dt>Signing input</dt><dd><code>${check.received_input}</code></dd>
      <dt>Body received</dt><dd><code>${check.received_body}</code></dd>
    </dl>`;
}

const NAMES = {' ': 'space', '\t': 'tab', '\n': 'line feed', '\r': 'carriage return'};

/** The name of a character that can't be seen; null is the end of the header. */
const visible = character => (character ? (NAMES[character] ?? character) : 'end of the header');

const byteLength = character => {
  const point = character.codePointAt(0);
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
};

/** The text before, at and after a byte of its UTF-8 form. */
export function splitAtByte(text, offset) {
  let bytes = 0;
  let index = 0;
  for (const character of text) {
    bytes += byteLength(character);
    if (bytes > offset) return [text.slice(0, index), character, text.slice(index + character.length)];
    index += character.length;
  }
  return [text, '', ''];
}

function Bytes({text, at}) {
  if (text === null) return html`<span class="none">none that can be read</span>`;
  if (at === undefined) return html`<code class="bytes">${text}</code>`;
  const [before, marked, after] = splitAtByte(text, at);
  const mark = html`<mark class=${marked ? '' : 'end'}>${marked || 'end'}</mark>`;
  return html`<code class="bytes">${before}${mark}${after}</code>`;
}
