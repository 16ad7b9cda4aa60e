// The frame of the page: header, clock, navigation, and the view that the address names.
import {html, render, useEffect, useMemo, useState} from './htm.js';
import {act, decode, refresh, saveToken, share, takeTokenFromAddress, usePoll, useShared} from './api.js';
import {Cards, Commands, GiftCards, Ledger, Transactions} from './data.js';
import {Faults} from './faults.js';
import {Requests} from './requests.js';
import {Dialog, Form, Input, Notice, Select} from './ui.js';

const VIEWS = {
  requests: ['Requests', 'requests', ({sandbox, arg}) =>
    html`<${Requests} sandbox=${sandbox} number=${Number(arg) || undefined} />`],
  commands: ['In process', null, Commands],
  cards: ['Cards', 'cards', ({arg}) => html`<${Cards} cardId=${arg} />`],
  transactions: ['Transactions', 'transactions', ({arg}) => html`<${Transactions} cardId=${arg} />`],
  'gift-cards': ['Gift cards', 'gift_cards', GiftCards],
  faults: ['Faults', null, ({sandbox}) => html`<${Faults} sandbox=${sandbox} />`],
  ledger: ['Ledger', null, ({arg}) => html`<${Ledger} cardId=${arg} />`],
};

/** The view and its argument from an address such as #/requests/12. */
function route() {
  const [, view, arg] = /^#\/([a-z-]+)(?:\/(.+))?$/.exec(location.hash) ?? [];
  return Object.hasOwn(VIEWS, view) ? {view, arg: arg && decode(arg)} : {view: 'requests'};
}

function useRoute() {
  const [current, set] = useState(route);
  useEffect(() => {
    const changed = () => {
      takeTokenFromAddress();
      set(route());
    };
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return current;
}

const UNITS = [['PTnS', 'seconds'], ['PTnM', 'minutes'], ['PTnH', 'hours'], ['PnD', 'days']];

const advance = duration => act('Clock advanced', 'POST', 'clock/advance', {duration});

/** "2026-11-22T10:10:38.161+00:00" as "2026-11-22 10:10:38 UTC". */
const clockText = now =>
  now.replace(/^(.{10})T(.{8})(?:[.]\d+)?(.*)$/, (_, date, time, zone) =>
    `${date} ${time} ${/^(Z|\+00:00)$/.test(zone) ? 'UTC' : zone}`);

function Clock({now, onReset}) {
  return html`
    <div class="clock">
      <span>Clock <time class="number" datetime=${now}>${now && clockText(now)}</time></span>
      <button type="button" popovertarget="advance">Advance</button>
      <button type="button" onClick=${onReset}>Reset</button>
      <div id="advance" popover="auto" class="panel column" role="group" aria-label="Advance the clock">
        <div class="row">
          <button type="button" onClick=${() => advance('PT1H')}>1 hour</button>
          <button type="button" onClick=${() => advance('P1D')}>1 day</button>
          <button type="button" onClick=${() => advance('P30D')}>30 days</button>
        </div>
        <${Form} class="row" keep aria-label="Advance by another duration"
            onSubmit=${({count, unit}) => advance(unit.replace('n', count))}>
          <${Input} label="Duration" name="count" type="number" min="1" value="15" required />
          <${Select} label="Unit" name="unit" values=${UNITS} value="PTnM" />
          <button>Advance</button>
        <//>
      </div>
    </div>`;
}

function TokenDialog({refused}) {
  // Nothing works without the token: the next call opens the dialog again.
  const askAgain = () => {
    share({tokenAsked: false});
    refresh();
  };
  return html`
    <${Dialog} title="Control token" onClose=${askAgain}>
      <p>${refused
        ? 'The sandbox refused this token. Enter the token that it printed at its start.'
        : 'The sandbox asks for its control token. It printed the token at its start.'}</p>
      <${Form} class="column" onSubmit=${({token}) => saveToken(token.trim())}>
        <${Input} label="Token" name="token" type="password" autocomplete="off" required />
        <button class="primary">Continue</button>
      <//>
    <//>`;
}

function ResetDialog({onClose}) {
  const reset = async () => {
    onClose();
    await act('Sandbox reset', 'POST', 'reset');
    location.hash = '#/requests';
  };
  return html`
    <${Dialog} title="Reset the sandbox?" onClose=${onClose}>
      <p>This removes all cards, transactions and requests, sets the clock back and disarms all faults.</p>
      <div class="row end">
        <button type="button" autofocus onClick=${onClose}>Cancel</button>
        <button type="button" class="danger" onClick=${reset}>Reset</button>
      </div>
    <//>`;
}

function Page() {
  const {view, arg} = useRoute();
  const {online, tokenAsked, tokenRefused, notice} = useShared();
  const [resetAsked, setResetAsked] = useState(false);
  const {data: sandbox} = usePoll('../_sandbox', 1000);
  const [title, , View] = VIEWS[view];
  // The clock changes every second; the view uses only what stays.
  const content = useMemo(() => html`<${View} key=${view} sandbox=${sandbox} arg=${arg} />`,
    [view, arg, sandbox?.base_url]);
  useEffect(() => {
    document.title = `${title}${arg ? ` ${arg}` : ''} · Freedom Card sandbox`;
  }, [title, arg]);
  const skip = event => {
    event.preventDefault();
    document.querySelector('main').focus();
  };
  return html`
    <a class="skip" href="#main" onClick=${skip}>Skip to content</a>
    <header>
      <h1>Freedom Card sandbox</h1>
      <p class="address"><code>${sandbox?.base_url}</code></p>
      <p class="connection" role="status">${online ? '' : 'Connection lost. Trying to reconnect.'}</p>
      <${Clock} now=${sandbox?.now} onReset=${() => setResetAsked(true)} />
    </header>
    <nav aria-label="Views">
      ${Object.entries(VIEWS).map(([name, [label, count]]) => html`
        <a href="#/${name}" aria-current=${name === view ? 'page' : null}>${label}${count && sandbox &&
          html` <span class="count">${sandbox[count].toLocaleString('en')}</span>`}</a>`)}
    </nav>
    <main id="main" tabindex="-1">${content}</main>
    <${Notice} notice=${notice} />
    ${resetAsked && html`<${ResetDialog} onClose=${() => setResetAsked(false)} />`}
    ${tokenAsked && html`<${TokenDialog} key=${tokenRefused} refused=${tokenRefused} />`}`;
}

takeTokenFromAddress();
render(html`<${Page} />`, document.getElementById('app'));
