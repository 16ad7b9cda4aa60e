// Parts that several views use.
import {html, useEffect, useLayoutEffect, useRef} from './htm.js';
import {share} from './api.js';

/** "2026-11-22T10:10:38.161+00:00" as "11-22 10:10:38.161": the sandbox's own date and time zone. */
export function Time({at}) {
  const [, date, time, fraction = ''] = /^\d+-(.{5})T([\d:]+)(\.\d+)?/.exec(at) ?? [];
  const text = date ? `${date} ${time.padEnd(8, ':00')}${fraction.slice(0, 4)}` : at;
  return html`<time datetime=${at} title=${at}>${text}</time>`;
}

/** An id, cut to the width of its column; the text and the title have the whole id. */
export const Id = ({id}) =>
  id === null || id === undefined ? none : html`<code class="id" title=${id}>${id}</code>`;

export const none = html`<span class="none">none</span>`;

export const plural = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

export const Signature = ({verdict}) => html`<span class="verdict ${verdict}">${verdict}</span>`;

export const Status = ({status}) =>
  status === null
    ? html`<span class="none" title="The fault sent no response">none</span>`
    : html`<span class=${status < 400 ? 'number' : 'number error'}>${status}</span>`;

/**
 * A table. A column is {label, cell(row), cls, head}; on narrow screens each row becomes a block in
 * which every cell has its label. The roles keep the table's meaning there.
 */
export function Table({caption, columns, rows, rowKey, empty, cls = '', current, onOpen}) {
  const cells = row =>
    columns.map(({label, cell, cls, head}) => {
      const props = {class: cls, 'data-label': label, role: head ? 'rowheader' : 'cell'};
      return head
        ? html`<th scope="row" ...${props}>${cell(row)}</th>`
        : html`<td ...${props}>${cell(row)}</td>`;
    });
  const open = row => event => {
    if (!event.target.closest('a, button, input') && getSelection().isCollapsed) onOpen(row);
  };
  return html`
    <table role="table" class=${cls}>
      <caption>${caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(({label, cls}) =>
            html`<th scope="col" role="columnheader" class=${cls}>${label}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(row => html`
          <tr key=${rowKey(row)} role="row" onClick=${onOpen && open(row)}
              aria-current=${current !== undefined && rowKey(row) === current ? 'true' : null}>
            ${cells(row)}
          </tr>`)}
      </tbody>
    </table>
    ${rows.length === 0 && html`<p class="empty">${empty}</p>`}`;
}

/** A form whose fields go to onSubmit as an object; reset after a success unless keep is set. */
export function Form({onSubmit, keep, children, ...props}) {
  const submit = async event => {
    event.preventDefault();
    const form = event.currentTarget;
    const done = await onSubmit(Object.fromEntries(new FormData(form)));
    if (done && !keep) form.reset();
  };
  return html`<form onSubmit=${submit} ...${props}>${children}</form>`;
}

const Field = ({label, children}) =>
  html`<label class="field"><span>${label}</span>${children}</label>`;

/** A labelled input; value is its default, so that a refresh keeps what the user entered. */
export const Input = ({label, value, ...props}) =>
  html`<${Field} label=${label}><input defaultValue=${value} ...${props} /><//>`;

/** A labelled select of values, or of pairs of value and text; value is its default. */
export const Select = ({label, values, value, ...props}) => html`
  <${Field} label=${label}>
    <select ...${props}>
      ${values.map(option => [option].flat()).map(([code, text = code]) =>
        html`<option value=${code} defaultSelected=${code === value}>${text}</option>`)}
    </select>
  <//>`;

/** A modal dialog that is open while this component is rendered. */
export function Dialog({title, onClose, children}) {
  const ref = useRef();
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog.showModal();
    return () => dialog.close(); // Returns the focus to where it was.
  }, []);
  return html`
    <dialog ref=${ref} aria-labelledby="dialog-title" onCancel=${onClose}>
      <h2 id="dialog-title">${title}</h2>
      ${children}
    </dialog>`;
}

/** Why the data of a view could not be loaded. A missing token has its own dialog. */
export const LoadProblem = ({problem}) =>
  problem && problem.status !== 401 &&
  html`<p class="callout bad">${problem.title}. ${problem.detail}</p>`;

/** Moves the focus to the view's heading, for actions that remove the control they came from. */
export const focusHeading = () => document.querySelector('main h2')?.focus();

/** The last result of an action: an error stays until it is dismissed. */
export function Notice({notice}) {
  useEffect(() => {
    if (!notice?.text) return undefined;
    const timer = setTimeout(() => share({notice: null}), 6000);
    return () => clearTimeout(timer);
  }, [notice]);
  const problem = notice?.problem;
  return html`
    <div class="notices">
      <div role="status">${notice?.text && html`<p class="notice">${notice.text}</p>`}</div>
      <div role="alert">
        ${problem && html`
          <p class="notice bad">
            <span><strong>${problem.title}</strong> ${problem.status > 0 && `(HTTP ${problem.status})`}
            <br />${problem.detail}</span>
            <button type="button" onClick=${() => share({notice: null})}>Dismiss</button>
          </p>`}
      </div>
    </div>`;
}
