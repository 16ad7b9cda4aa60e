// Cards, transactions, gift cards, commands in process, and the ledger.
import {html, useState} from './htm.js';
import {act, usePoll} from './api.js';
import {focusHeading, Form, Id, Input, LoadProblem, none, plural, Select, Table, Time} from './ui.js';

const PAGE = 100;
const MAX = 1000;
const CARD_STATES = ['issued', 'active', 'blocked', 'closed'];

const time = key => ({label: 'Time', cell: row => html`<${Time} at=${row[key]} />`});
const text = (label, key, cls) => ({label, cls, cell: row => row[key] ?? none});
const amount = (label, key) => text(label, key, 'amount');
const id = (label, key, cls, head) => ({label, cls, head, cell: row => html`<${Id} id=${row[key]} />`});

/** Polls the newest rows of a resource, more of them on request, or only those of one card. */
function usePage(resource, cardId) {
  const [limit, setLimit] = useState(PAGE);
  const filter = cardId ? `&card_id=${encodeURIComponent(cardId)}` : '';
  const {data, problem} = usePoll(`${resource}?limit=${limit}${filter}`, limit > PAGE ? 5000 : 2000);
  const more = data && data.total > limit && limit < MAX && html`
    <p>
      <button type="button" onClick=${() => setLimit(Math.min(MAX, limit + 3 * PAGE))}>Show more</button>
    </p>`;
  return {data, problem, more};
}

const shown = (rows, total, noun) =>
  rows < total ? `Newest ${rows} of ${plural(total, noun)}` : `${plural(total, noun)}, newest first`;

function CardFilter({view, cardId}) {
  const filter = ({card_id: wanted}) => {
    location.hash = `#/${view}/${encodeURIComponent(wanted.trim())}`;
  };
  return html`
    <${Form} key=${cardId} class="row" role="search" keep onSubmit=${filter}>
      <${Input} label="Card id" name="card_id" value=${cardId} autocomplete="off" spellcheck=${false} />
      <button>Filter</button>
      ${cardId && html`<a class="button" href="#/${view}">Show all</a>`}
    <//>`;
}

// --- Cards ------------------------------------------------------------------------------------

const cardColumns = [
  id('Card id', 'card_id', 'w-card', true),
  {label: 'State', cell: row => html`<span class="state ${row.status}">${row.status}</span>`},
  text('Mask', 'card_mask'),
  text('Product', 'product_id', 'extra'),
  id('Client id', 'client_id', 'extra'),
  text('Currency', 'currency'),
  amount('Balance', 'balance'),
  amount('Held', 'held'),
  amount('Available', 'available'),
  {label: 'Transactions', cell: row => html`
    <a href="#/transactions/${encodeURIComponent(row.card_id)}"
      aria-label=${`Show transactions of card ${row.card_id}`}>Show</a>`},
];

const addCard = ({status, amount: value, currency}) =>
  act(card => `Card ${card.card_id} added`, 'POST', 'cards',
    {status, balances: value ? [{amount: value, currency}] : []});

export function Cards({cardId}) {
  const {data, problem, more} = usePage('cards', cardId);
  // One row per account, so that each row can be read on its own.
  const rows = data?.cards.flatMap(card =>
    (card.accounts.length ? card.accounts : [{}]).map(account => ({...card, ...account})));
  return html`
    <h2 tabindex="-1">Cards</h2>
    <div class="forms">
      <${CardFilter} view="cards" cardId=${cardId} />
      <${Form} class="row" aria-label="Add a card" onSubmit=${addCard}>
        <${Select} label="State" name="status" values=${CARD_STATES} value="active" />
        <${Input} label="Balance" name="amount" value="1000.00" size="10" inputmode="decimal"
          pattern="[0-9]+([.][0-9]+)?" title="A decimal number, such as 1000.00" />
        <${Input} label="Currency" name="currency" value="KZT" size="4" required
          pattern="[A-Z]{3}" title="Three capital letters, such as KZT" />
        <button>Add card</button>
      <//>
    </div>
    <${LoadProblem} problem=${problem} />
    ${data && html`
      <${Table} columns=${cardColumns} rows=${rows} rowKey=${row => `${row.card_id} ${row.currency}`}
        caption=${shown(data.cards.length, data.total, 'card')}
        empty=${cardId
          ? 'There is no card with this id.'
          : 'There are no cards. Add one above, or issue one through the API.'} />
      ${more}`}`;
}

// --- Transactions -----------------------------------------------------------------------------

const transactionColumns = [
  id('Transaction id', 'transaction_id', 'w-card', true),
  time('created_at'),
  text('Type', 'type'),
  id('Order id', 'order_id', 'extra'),
  id('Card id', 'card_id'),
  text('Currency', 'currency'),
  amount('Amount', 'amount'),
  amount('Held', 'held'),
  amount('Cleared', 'cleared'),
];

export function Transactions({cardId}) {
  const {data, problem, more} = usePage('transactions', cardId);
  return html`
    <h2 tabindex="-1">Transactions</h2>
    <div class="forms"><${CardFilter} view="transactions" cardId=${cardId} /></div>
    <${LoadProblem} problem=${problem} />
    ${data && html`
      <${Table} columns=${transactionColumns} rows=${data.transactions} rowKey=${row => row.transaction_id}
        caption=${shown(data.transactions.length, data.total, 'transaction')}
        empty="There are no transactions." />
      ${more}`}`;
}

// --- Gift cards -------------------------------------------------------------------------------

const giftCardColumns = [
  id('Gift card id', 'card_id', 'w-card', true),
  text('State', 'state'),
  text('Product code', 'product_code'),
  {label: 'One-time code', cell: row => (row.otp ? html`<code>${row.otp}</code>` : none)},
];

export function GiftCards() {
  const {data, problem, more} = usePage('gift-cards');
  return html`
    <h2 tabindex="-1">Gift cards</h2>
    <${LoadProblem} problem=${problem} />
    ${data && html`
      <${Table} columns=${giftCardColumns} rows=${data.gift_cards} rowKey=${row => row.card_id}
        caption=${`${shown(data.gift_cards.length, data.total, 'gift card')}. A card waits for its one-time code.`}
        empty="There are no gift cards. Issue one through the API." />
      ${more}`}`;
}

// --- Commands in process ----------------------------------------------------------------------

async function resolve(done, path, body) {
  const resolved = await act(done, 'POST', path, body);
  if (resolved) focusHeading();
}

function CommandActions({command}) {
  const path = `commands/${command.request_id}`;
  const name = `${command.operation} ${command.request_id}`;
  return html`
    <div class="row">
      <button type="button" aria-label=${`Finish ${name}`}
        onClick=${() => resolve(`${command.operation} finished`, `${path}/finish`)}>Finish</button>
      <${Form} class="row" keep
          onSubmit=${fields => resolve(`${command.operation} failed`, `${path}/fail`, fields)}>
        <input name="error_code" defaultValue="insufficient_funds" required spellcheck=${false}
          aria-label=${`Error code for ${name}`} />
        <button aria-label=${`Fail ${name}`}>Fail</button>
      <//>
    </div>`;
}

const commandColumns = [
  {label: 'Operation', head: true, cell: row => row.operation},
  time('at'),
  id('request_id', 'request_id', 'w-card'),
  id('Card id', 'card_id', 'w-card'),
  {label: 'Actions', cell: row => html`<${CommandActions} command=${row} />`},
];

export function Commands() {
  const {data, problem} = usePoll('commands');
  return html`
    <h2 tabindex="-1">Commands in process</h2>
    <${LoadProblem} problem=${problem} />
    ${data && html`
      <${Table} columns=${commandColumns} rows=${data.commands.slice(0, MAX)} rowKey=${row => row.request_id}
        caption="Oldest first. Finish: the command takes effect now. Fail: it has no effect."
        empty="No command is in process. The fault requestInProcess keeps one in process." />`}`;
}

// --- Ledger -----------------------------------------------------------------------------------

const entryColumns = [
  {...text('No.', 'number', 'w-number'), head: true},
  time('at'),
  text('Operation', 'operation'),
  id('request_id', 'request_id'),
  id('Card id', 'card_id'),
  text('Currency', 'currency'),
  amount('Charged', 'charged'),
  amount('Refunded', 'refunded'),
  amount('Credited', 'credited'),
];

const refusedColumns = [
  {label: 'Error code', head: true, cell: row => html`<code>${row.error_code}</code>`},
  time('at'),
  text('Operation', 'operation'),
  id('request_id', 'request_id'),
  id('Card id', 'card_id'),
  text('Description', 'error_description', 'wide'),
];

export function Ledger({cardId}) {
  const {data, problem, more} = usePage('ledger', cardId);
  return html`
    <h2 tabindex="-1">Ledger</h2>
    <div class="forms"><${CardFilter} view="ledger" cardId=${cardId} /></div>
    <${LoadProblem} problem=${problem} />
    ${data && html`
      <h3>What took effect</h3>
      <${Table} columns=${entryColumns} rows=${data.entries.toReversed()} rowKey=${row => row.number}
        caption=${shown(data.entries.length, data.total, 'command')}
        empty="No command took effect." />
      ${more}
      <h3>Refused commands</h3>
      <${Table} columns=${refusedColumns} rows=${data.refused.slice(-PAGE).toReversed()}
        rowKey=${row => `${row.at} ${row.request_id} ${row.error_code}`}
        caption=${`Newest first, at most ${PAGE}`}
        empty="No command was refused." />`}`;
}
