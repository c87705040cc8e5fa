import { html, type Html } from '../../platform/http/html.js';
import type { AnswerDraft, Fact, NoticeDraft } from './draft-notice.js';
import type { Language } from './notice.js';

// One column that a phone shows without zooming; styles on the elements, since mail programs drop the rest; no pictures and
// nothing fetched, so that it can be read offline and tells nobody that it was. `bdi` keeps a name written from right to
// left from turning the line around.
const STYLE = {
  body: 'margin:0;padding:0;background:#ffffff;color:#1a1a1a;',
  table: 'border-collapse:collapse;',
  column: 'font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;',
  mark: 'display:inline-block;padding:4px 12px;background:#b00020;color:#ffffff;',
  headline: 'margin:0 0 4px;font-size:24px;line-height:1.25;color:#b00020;',
  heading: 'margin:24px 0 8px;font-size:20px;line-height:1.25;',
  paragraph: 'margin:0 0 12px;overflow-wrap:anywhere;',
  large: 'margin:0 0 8px;font-size:18px;overflow-wrap:anywhere;',
  warning: 'margin:0 0 16px;padding:12px 16px;border-left:6px solid #b00020;background:#fdecea;font-size:18px;',
  product: 'margin:0 0 12px;padding:12px 16px;border:1px solid #767676;',
  button:
    'display:block;padding:16px 24px;background:#0b4f9e;color:#ffffff;font-size:20px;font-weight:bold;' +
    'text-align:center;text-decoration:none;border-radius:6px;',
  link: 'color:#0b4f9e;font-weight:bold;',
  small: 'margin:0 0 12px;font-size:14px;overflow-wrap:anywhere;',
} as const;

export function noticeHtml(draft: NoticeDraft, language: Language): string {
  return html`<!doctype html>
    <html lang="${language}" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>${draft.subject}</title>
      </head>
      <body style="${STYLE.body}">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="${STYLE.table}">
          <tr>
            <td align="center" style="padding:16px;">
              <table role="presentation" width="100%" style="max-width:600px;${STYLE.table}">
                <tr>
                  <td align="left" style="${STYLE.column}">${noticeBody(draft, language)}</td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html> `.text;
}

function noticeBody(draft: NoticeDraft, language: Language): Html {
  return html`
    ${draft.marks.map((mark) => html`<p style="${STYLE.large}"><strong style="${STYLE.mark}">${mark}</strong></p>`)}
    <h1 style="${STYLE.headline}">${draft.headline}</h1>
    <p style="${STYLE.large}">
      <strong><bdi>${draft.company}</bdi></strong>
    </p>
    ${draft.facts.map(fact)} ${[draft.greeting, ...draft.opening].map(paragraph)}
    ${draft.warning ? html`<p style="${STYLE.warning}"><strong>${draft.warning}</strong></p>` : ''}
    ${heading(draft.productsHeading)}
    ${draft.products.map(
      ({ name, facts }) =>
        html`<div style="${STYLE.product}">
          <p style="${STYLE.large}">
            <strong><bdi>${name}</bdi></strong>
          </p>
          ${facts.map(fact)}
        </div>`,
    )}
    ${sections(draft, language)}
    ${draft.passOn ? html`<p style="${STYLE.paragraph}"><strong>${draft.passOn}</strong></p>` : ''}
    ${draft.answer ? answer(draft.answer) : ''} ${contacts(draft)}
  `;
}

/** The recall's own texts may be in another language than the frame: whoever has them read aloud hears the right one. */
function sections({ sections, textLanguage }: NoticeDraft, language: Language): Html {
  return html`<div lang="${textLanguage}">
    ${sections.map(
      (section) =>
        html`<h2 lang="${language}" style="${STYLE.heading}">${section.heading}</h2>
          ${section.paragraphs.map((text) => html`<p dir="auto" style="${STYLE.paragraph}">${text}</p>`)}`,
    )}
  </div>`;
}

function answer({ heading: title, paragraphs, url, button, personal }: AnswerDraft): Html {
  return html`${heading(title)} ${paragraphs.map(paragraph)}
    <p style="${STYLE.paragraph}"><a href="${url}" style="${STYLE.button}">${button}</a></p>
    <p style="${STYLE.small}">${personal}<br />${url}</p>`;
}

function contacts({ contacts: all, contactHeading }: NoticeDraft): Html {
  if (all.length === 0) return html``;
  return html`${heading(contactHeading)}
  ${all.map(
    ({ label, href, value }) =>
      html`<p style="${STYLE.paragraph}">
        ${label}: <a href="${href}" style="${STYLE.link}"><bdi>${value}</bdi></a>
      </p>`,
  )}`;
}

function fact({ label, values }: Fact): Html {
  const lines = values.map((value, i) => html`${i > 0 ? html`<br />` : ''}<strong><bdi>${value}</bdi></strong>`);
  return html`<p style="${STYLE.paragraph}">${label}: ${lines}</p>`;
}

const heading = (text: string) => html`<h2 style="${STYLE.heading}">${text}</h2>`;

const paragraph = (text: string) => html`<p style="${STYLE.paragraph}"><bdi>${text}</bdi></p>`;
