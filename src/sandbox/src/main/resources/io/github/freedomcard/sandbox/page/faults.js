// Arms faults, and shows which are armed and which were triggered.
import {html, useState} from './htm.js';
import {act, usePoll} from './api.js';
import {Field, Form, Id, LoadProblem, none, Options, plural, Table} from './ui.js';

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
  requestInProcess: ['The response and each status query say process until the command is finished or failed.', 'status_queries_optional'],
  httpStatus: ['A response with this HTTP status. The request is not processed, unless it takes effect first.', 'http'],
};

const PARAMETERS = {
  delay: html`
    <${Field} label="Delay, seconds"><input name="delay" type="number" min="0" step="any" defaultValue="1" required /><//>`,
  status_queries: html`
    <${Field} label="Status queries"><input name="status_queries" type="number" min="0" defaultValue="1" required /><//>`,
  status_queries_optional: html`
    <${Field} label="Finished after status queries (empty: never)"><input name="status_queries" type="number" min="0" /><//>`,
  http: html`
    <${Field} label="HTTP status"><input name="status" type="number" min="200" max="599" defaultValue="503" required /><//>
    <${Field} label="Retry-After, seconds (optional)"><input name="retry_after" type="number" min="0" /><//>
    <${Field} label="Content type (optional)"><input name="content_type" spellcheck=${false} /><//>
    <${Field} label="Body (optional)"><textarea name="body" rows="2" spellcheck=${false}></textarea><//>
    <label class="check"><input name="after_processing" type="checkbox" /> The request takes effect first</label>`,
};

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
      <${Field} label="Operation">
        <select name="operation"><${Options} values=${operations} selected="createTransaction" /></select>
      <//>
      <${Field} label="Fault">
        <select name="fault" aria-describedby="fault-text" onChange=${event => setFault(event.target.value)}>
          <${Options} values=${Object.keys(FAULTS)} selected=${fault} />
        </select>
      <//>
      <p id="fault-text" class="hint">${text}</p>
      ${PARAMETERS[parameters]}
      <${Field} label="Which request">
        <select name="when" onChange=${event => setWhen(event.target.value)}>
          <option value="next">the next one</option>
          <option value="nth">the n-th from now</option>
          <option value="always">every one</option>
        </select>
      <//>
      ${when === 'nth' && html`
        <${Field} label="n"><input name="occurrence" type="number" min="1" defaultValue="2" required /><//>`}
      <button class="primary">Arm fault</button>
    <//>`;
}

const ConnectionForms = () => html`
  <div class="column panel">
    <h3>Connections</h3>
    <${Form} class="row" keep aria-label="Reset connections" onSubmit=${({count}) =>
        act(`The next ${plural(Number(count), 'connection')} will be reset`, 'POST', 'connections/reset', {count: Number(count)})}>
      <${Field} label="Requests"><input name="count" type="number" min="1" defaultValue="1" required /><//>
      <button>Reset their connections</button>
    <//>
    <${Form} class="row" keep aria-label="Refuse connections" onSubmit=${({seconds}) =>
        act(`Connections are refused for ${seconds} s`, 'POST', 'connections/refuse', {duration: `PT${seconds}S`})}>
      <${Field} label="Seconds"><input name="seconds" type="number" min="1" max="60" defaultValue="2" required /><//>
      <button>Refuse new connections</button>
    <//>
    <p class="hint">While connections are refused, this page can't reach the sandbox either.</p>
  </div>`;

const SettingsForm = ({settings}) => html`
  <${Form} class="column panel" aria-labelledby="settings"
      onSubmit=${fields => act('Settings saved', 'PATCH', 'settings', typed(fields))}>
    <h3 id="settings">Settings</h3>
    <${Field} label="HTTP status for a duplicate request_id">
      <input name="duplicate_status" type="number" min="200" max="499" defaultValue=${settings.duplicate_status} required /><//>
    <${Field} label="Response for an unknown id">
      <select name="unknown_id_response">
        <${Options} values=${['ERROR', 'NOT_FOUND_JSON', 'NOT_FOUND_HTML']} selected=${settings.unknown_id_response} />
      </select><//>
    <${Field} label="Status queries that report a request as unknown">
      <input name="status_lag" type="number" min="0" defaultValue=${settings.status_lag} required /><//>
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
        <button type="button" title="Processes delayed requests now and closes connections whose response is withheld"
          onClick=${() => act('Delayed requests and responses released', 'POST', 'faults/release')}>Release</button>
        <button type="button" title="Disarms all faults, restores all settings and releases what is held back"
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
