import type { NoticeContent, Words } from '../../notifications/index.js';
import { html, type Html } from '../../platform/http/html.js';
import { type AnsweredCounts, COUNTS } from './answer.js';
import { type AnswerField, type AnswerFlaw, type AnswerForm, textOf } from './read-answer.js';

/** What the page is made from; the words are in the recipient's language. */
export interface AnswerView {
  readonly words: Words;
  readonly language: string;
  readonly content: NoticeContent;
  /** How much they received, as our records say. */
  readonly received: string | null;
  /** What stands as their answer, and since when. */
  readonly standing: { readonly counts: AnsweredCounts; readonly day: string } | null;
}

/** What was wrong with a form that came in, shown beside what was typed. */
export interface FormTrouble {
  readonly form: AnswerForm;
  readonly wrong: readonly AnswerFlaw[];
}

export function formPage(view: AnswerView, trouble: FormTrouble | null): Html {
  const { words, language, content, standing } = view;
  const { answer } = words;
  return page(
    language,
    answer.title,
    html`<h1>${words.kinds[content.kind]}</h1>
      <p><strong>${content.companyName}</strong> · ${content.reference}</p>
      ${notice(view)}
      <h2>${answer.title}</h2>
      <p>${answer.intro(content.companyName, content.reference)}</p>
      ${standing ? html`<p class="note">${answer.answeredBefore(standing.day)}</p>` : ''}
      ${trouble ? troubles(trouble, words) : ''} ${form(view, trouble)}`,
  );
}

export function thanksPage({ words, language, content, standing }: AnswerView): Html {
  const { answer } = words;
  const given = standing ? COUNTS.filter((field) => standing.counts[field] !== null) : [];
  return page(
    language,
    answer.thanks,
    html`<h1>${answer.thanks}</h1>
      <p><strong>${content.companyName}</strong> · ${content.reference}</p>
      <p>${answer.thanksText}</p>
      <ul>
        ${given.map((field) => html`<li>${answer[field]}: <strong>${written(standing?.counts[field] ?? '', words)}</strong></li>`)}
      </ul>`,
  );
}

/** With the decimal sign of the language, and nothing between thousands. */
function written(count: string, { locale }: Words): string {
  const sign = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value;
  return count.replace('.', sign ?? '.');
}

/** The same for a link that never was, has expired, or is someone else's (`reliability.md` R37). */
export function notValidPage(words: Words, language: string): Html {
  const { title, errors } = words.answer;
  return page(
    language,
    title,
    html`<h1>${title}</h1>
      <p>${errors.linkNotValid}</p>`,
  );
}

export function slowDownPage(words: Words, language: string): Html {
  const { title, errors } = words.answer;
  return page(
    language,
    title,
    html`<h1>${title}</h1>
      <p>${errors.tooManyRequests}</p>`,
  );
}

function notice({ words, content }: AnswerView): Html {
  const { headings, labels } = words;
  const paragraphs = (heading: string, text: string | null) =>
    text
      ? html`<h2>${heading}</h2>
          <p class="text" dir="auto" lang="${content.textLanguage}">${text}</p>`
      : html``;
  return html`<h2>${headings.products}</h2>
    ${content.products.map(
      ({ name, gtin, batches, serials }) =>
        html`<p class="product">
          <strong><bdi>${name}</bdi></strong
          ><br />${labels.gtin}: ${gtin}
          ${batches.map(({ number }) => html`<br />${labels.batch}: <bdi>${number}</bdi>`)}
          ${serials.map((serial) => html`<br />${labels.serials}: <bdi>${serial}</bdi>`)}
        </p>`,
    )}
    ${paragraphs(headings.reason, content.reason)} ${paragraphs(headings.hazard, content.hazard)}
    ${paragraphs(headings.whatToDo, content.whatToDo)} ${paragraphs(headings.remedy, content.remedy)}
    ${content.contactPhone ? html`<p>${labels.phone}: <strong>${content.contactPhone}</strong></p>` : ''}
    ${content.contactEmail ? html`<p>${labels.email}: <strong>${content.contactEmail}</strong></p>` : ''}`;
}

function form({ words, received }: AnswerView, trouble: FormTrouble | null): Html {
  const { answer } = words;
  const confirmed = trouble && !flawOf(trouble, 'confirm') ? html` checked` : '';
  const typed = (field: AnswerField) => (trouble ? textOf(trouble.form, field) : '');
  const said = (field: AnswerField) => {
    const flaw = trouble && flawOf(trouble, field);
    return flaw ? html`<span class="wrong">${answer.errors[flaw.error]}</span>` : '';
  };
  return html`<form method="post" accept-charset="utf-8">
    <p>
      <label><input type="checkbox" name="confirm" value="yes" required${confirmed} /> ${answer.confirm}</label>
    </p>
    <fieldset>
      <legend>${answer.quantities}</legend>
      ${received === null ? '' : html`<p>${answer.received(received)}</p>`}
      ${COUNTS.map(
        (field) =>
          html`<p>
            <label for="${field}">${answer[field]}</label>
            <input id="${field}" name="${field}" inputmode="decimal" maxlength="24" value="${typed(field)}" />
            ${said(field)}
          </p>`,
      )}
    </fieldset>
    <p>
      <label for="comment">${answer.remarks} (${answer.optional})</label>
      <textarea id="comment" name="comment" rows="3" maxlength="2000">${typed('comment')}</textarea>
      ${said('comment')}
    </p>
    <button type="submit">${answer.send}</button>
  </form>`;
}

/** Of what has no field of its own to stand beside; the others stand there. */
function troubles({ wrong }: FormTrouble, { answer: { errors } }: Words): Html {
  const ofForm = wrong.filter(({ field }) => field === 'confirm' || field === 'quantities');
  return html`<div class="wrong" role="alert">
    <p><strong>${errors.heading}</strong></p>
    ${ofForm.map(({ error }) => html`<p>${errors[error]}</p>`)}
  </div>`;
}

function flawOf({ wrong }: FormTrouble, field: AnswerFlaw['field']): AnswerFlaw | undefined {
  return wrong.find((flaw) => flaw.field === field);
}

function page(language: string, title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        ${STYLE}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`;
}

const STYLE = html`<style>
  body {
    margin: 0;
    font:
      1.0625rem/1.5 system-ui,
      sans-serif;
    color: #1a1a1a;
    background: #fff;
  }
  main {
    max-width: 38rem;
    margin: 0 auto;
    padding: 1rem;
    overflow-wrap: anywhere;
  }
  .text {
    white-space: pre-line;
  }
  .product,
  fieldset,
  .note {
    border: 1px solid #767676;
    border-radius: 6px;
    padding: 0.75rem 1rem;
  }
  label {
    font-weight: 600;
  }
  input:not([type='checkbox']),
  textarea {
    display: block;
    width: 100%;
    box-sizing: border-box;
    font: inherit;
    padding: 0.6rem;
    border: 1px solid #767676;
    border-radius: 6px;
  }
  input[type='checkbox'] {
    width: 1.4rem;
    height: 1.4rem;
    vertical-align: middle;
  }
  button {
    width: 100%;
    font: inherit;
    font-weight: 700;
    padding: 0.9rem;
    color: #fff;
    background: #0b4f9e;
    border: 0;
    border-radius: 6px;
  }
  .wrong {
    color: #b00020;
  }
</style>`;
