// Arms faults, and shows which are armed and which were triggered.
import {html, useState} from './htm.js';
import {act, usePoll} from './api.js';
import {Form, Id, Input, LoadProblem, plural, Select, Table} from './ui.js';

const ROWS = 200;

/** What each fault does, and the names of the parameters that it takes. */
const FAULTS = {
  responseLost: ['Processed; the connection is closed without a response.'],
  responseTruncated: ['Processed; the connection is closed in the middle of the body.'],
  responseMalformed: ['Processed; the response is an HTML page with status 200.'],
  responseTimeout: ['Processed; no response until the client gives up.'],
  responseDelayed: ['Processed; the response comes after the delay.', 'delay'],
  responseUnexpectedValues: ['Processed; the response has unknown fields and values.'],
  responseUnknownRequestStatus: ['Processed; request_status is an unknown value.'],
  requestReset: ['Not processed; the connection is reset.'],
  requestTimeout: ['Not processed; no response until the client gives up.'],
  requestDelayed: ['The connection is closed; processed after some status queries.', 'status_queries'],
  requestDelayedUntilResend: ['The connection is closed; processed after a resend of the same request.'],
  requestInProcess: [
    'The response and each status query say process until the command is finished or failed.',
    'status_queries_optional',
  ],
  httpStatus: ['Not processed, unless it takes effect first; a response with this HTTP status.', 'http'],
};

const PARAMETERS = {
  delay: html`<${Input} label="Delay, seconds" name="delay" type="number" min="0" step="any" value="1" required />`,
  status_queries: html`
    <${Input} label="Status queries" name="status_queries" type="number" min="0" value="1" required />`,
  status_queries_optional: html`
    <${Input} label="Finished after status queries (empty: never)" name="status_queries" type="number" min="0" />`,
  http: html`
    <${Input} label="HTTP status" name="status" type="number" min="200" max="599" value="503" required />
    <${Input} label="Retry-After, seconds (optional)" name="retry_after" type="number" min="0" />
    <${Input} label="Content type (optional)" name="content_type" spellcheck=${false} />
    <${Input} label="Body (optional)" name="body" spellcheck=${false} />
    <label class="check"><input name="after_processing" type="checkbox" /> The request takes effect first</label>`,
};

const WHEN = [['next', 'the next one'], ['nth', 'the n-th from now'], ['always', 'every one']];
const UNKNOWN_ID_RESPONSES = ['ERROR', 'NOT_FOUND_JSON', 'NOT_FOUND_HTML'];
const NUMBERS = ['occurrence', 'status', 'retry_after', 'status_queries', 'duplicate_status', 'status_lag'];

/** The filled-in fields in the types of the API. */
function typed({when, ...fields}) {
  const body = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== '') body[name] = NUMBERS.includes(name) ? Number(value) : value;
  }
  if (body.delay) body.delay = `PT${body.delay}S`;
  if (body.after_processing) body.after_processing = true;
  if (when === 'always') body.always = true;
  return body;
}

function ArmForm({operations}) {
  const [fault, setFault] = useState('responseLost');
  const [when, setWhen] = useState('next');
  const [text, parameters] = FAULTS[fault];
  return html`
    <${Form} class="column panel" keep aria-labelledby="arm"
        onSubmit=${fields => act(`${fault} armed for ${fields.operation}`, 'POST', 'faults', typed(fields))}>
      <h3 id="arm">Arm a fault</h3>
      <${Select} label="Operation" name="operation" values=${operations} value="createTransaction" />
      <${Select} label="Fault" name="fault" values=${Object.keys(FAULTS)} value="responseLost"
        aria-describedby="fault-text" onChange=${event => setFault(event.target.value)} />
      <p id="fault-text" class="hint">${text}</p>
      ${parameters && html`<div key=${fault} class="column">${PARAMETERS[parameters]}</div>`}
      <${Select} label="Which request" name="when" values=${WHEN} value="next"
        onChange=${event => setWhen(event.target.value)} />
      ${when === 'nth' && html`
        <${Input} label="n" name="occurrence" type="number" min="1" value="2" required />`}
      <button class="primary">Arm fault</button>
    <//>`;
}

const reset = ({count}) =>
  act(`The next ${plural(Number(count), 'connection')} will be reset`, 'POST', 'connections/reset',
    {count: Number(count)});
const refuse = ({seconds}) =>
  act(`Connections are refused for ${seconds} s`, 'POST', 'connections/refuse', {duration: `PT${seconds}S`});

const ConnectionForms = () => html`
  <div class="column panel">
    <h3>Connections</h3>
    <${Form} class="row" keep aria-label="Reset connections" onSubmit=${reset}>
      <${Input} label="Requests" name="count" type="number" min="1" value="1" required />
      <button>Reset their connections</button>
    <//>
    <${Form} class="row" keep aria-label="Refuse connections" onSubmit=${refuse}>
      <${Input} label="Seconds" name="seconds" type="number" min="1" max="60" value="2" required />
      <button>Refuse new connections</button>
    <//>
    <p class="hint">While connections are refused, this page can't reach the sandbox either.</p>
  </div>`;

const SettingsForm = ({settings}) => html`
  <${Form} class="column panel" aria-labelledby="settings"
      onSubmit=${fields => act('Settings saved', 'PATCH', 'settings', typed(fields))}>
    <h3 id="settings">Settings</h3>
    <${Input} label="HTTP status for a duplicate request_id" name="duplicate_status"
      type="number" min="200" max="499" value=${settings.duplicate_status} required />
    <${Select} label="Response for an unknown id" name="unknown_id_response"
      values=${UNKNOWN_ID_RESPONSES} value=${settings.unknown_id_response} />
    <${Input} label="Status queries that report a request as unknown" name="status_lag"
      type="number" min="0" value=${settings.status_lag} required />
    <button>Save settings</button>
  <//>`;

const fault = {label: 'Fault', head: true, cell: row => row.fault};
const operation = {label: 'Operation', cell: row => row.operation ?? 'any (connection)'};
const armedColumns = [fault, operation,
  {label: 'Which request', cell: row => (row.always ? 'every one' : 'one')}];
const triggeredColumns = [fault, operation,
  {label: 'request_id', cls: 'w-card', cell: row => html`<${Id} id=${row.request_id} />`}];

export function Faults({sandbox}) {
  const {data, problem} = usePoll('faults');
  const operations = sandbox?.operations.map(({name}) => name).sort();
  if (!data || !operations) {
    return html`<h2 tabindex="-1">Faults</h2><${LoadProblem} problem=${problem} />`;
  }
  const armed = [...data.always.map(row => ({...row, always: true})), ...data.pending];
  const triggered = data.triggered.map((row, index) => ({...row, index})).reverse();
  return html`
    <div class="bar">
      <h2 tabindex="-1">Faults</h2>
      <div class="actions">
        <button type="button"
          title="Processes delayed requests now and closes connections whose response is withheld"
          onClick=${() => act('Delayed requests and responses released', 'POST', 'faults/release')}>Release</button>
        <button type="button"
          title="Disarms all faults, restores all settings and releases what is held back"
          onClick=${() => act('Faults cleared, settings restored', 'DELETE', 'faults')}>Clear all</button>
      </div>
    </div>
    <div class="aside">
      <div class="column">
        <${ArmForm} operations=${operations} />
        <${ConnectionForms} />
        <${SettingsForm} settings=${data.settings} />
      </div>
      <div>
        <h3>Armed</h3>
        <${Table} columns=${armedColumns} rows=${armed.slice(0, ROWS).map((row, index) => ({...row, index}))}
          rowKey=${row => row.index} caption=${plural(armed.length, 'armed fault')}
          empty="No fault is armed." />
        <h3>Triggered</h3>
        <${Table} columns=${triggeredColumns} rows=${triggered.slice(0, ROWS)} rowKey=${row => row.index}
          caption=${`${plural(triggered.length, 'triggered fault')}, newest first`}
          empty="No fault was triggered." />
      </div>
    </div>`;
}
