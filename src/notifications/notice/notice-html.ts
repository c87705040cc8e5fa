import { Eta } from 'eta';

import type { NoticeDraft } from './draft-notice.js';
import type { Language } from './notice.js';

// One column that a phone shows without zooming; styles on the elements, since mail programs drop the rest; no pictures,
// nothing fetched, so it can be read offline and tells nobody that it was. `bdi` keeps a name written from right to left
// from turning the line around. Every value is escaped by the template engine.
const TEMPLATE = `<!doctype html>
<html lang="<%= it.language %>" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title><%= it.subject %></title>
</head>
<body style="margin:0;padding:0;background:#ffffff;color:#1a1a1a;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;"><tr><td align="center" style="padding:16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;border-collapse:collapse;"><tr><td align="left" style="font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;">
<% it.marks.forEach(function (mark) { %>
<p style="margin:0 0 8px;"><strong style="display:inline-block;padding:4px 12px;background:#b00020;color:#ffffff;"><%= mark %></strong></p>
<% }) %>
<h1 style="margin:0 0 4px;font-size:24px;line-height:1.25;color:#b00020;"><%= it.headline %></h1>
<p style="margin:0 0 16px;font-size:18px;"><strong><bdi><%= it.company %></bdi></strong></p>
<p style="margin:0 0 16px;"><% it.facts.forEach(function (fact) { %><%= fact.label %>: <strong><bdi><%= fact.values[0] %></bdi></strong><br><% }) %></p>
<p style="margin:0 0 16px;"><bdi><%= it.greeting %></bdi></p>
<% it.opening.forEach(function (paragraph) { %>
<p style="margin:0 0 16px;"><bdi><%= paragraph %></bdi></p>
<% }) %>
<% if (it.warning) { %>
<p style="margin:0 0 16px;padding:12px 16px;border-left:6px solid #b00020;background:#fdecea;font-size:18px;"><strong><%= it.warning %></strong></p>
<% } %>
<h2 style="margin:24px 0 8px;font-size:20px;"><%= it.productsHeading %></h2>
<% it.products.forEach(function (product) { %>
<div style="margin:0 0 12px;padding:12px 16px;border:1px solid #767676;">
<p style="margin:0 0 8px;font-size:18px;"><strong><bdi><%= product.name %></bdi></strong></p>
<% product.facts.forEach(function (fact) { %>
<p style="margin:0 0 4px;overflow-wrap:anywhere;"><%= fact.label %>: <% fact.values.forEach(function (value, i) { %><% if (i > 0) { %><br><% } %><strong><bdi><%= value %></bdi></strong><% }) %></p>
<% }) %>
</div>
<% }) %>
<div lang="<%= it.textLanguage %>">
<% it.sections.forEach(function (section) { %>
<h2 lang="<%= it.language %>" style="margin:24px 0 8px;font-size:20px;"><%= section.heading %></h2>
<% section.paragraphs.forEach(function (paragraph) { %>
<p dir="auto" style="margin:0 0 12px;overflow-wrap:anywhere;"><%= paragraph %></p>
<% }) %>
<% }) %>
</div>
<% if (it.passOn) { %>
<p style="margin:16px 0;"><strong><%= it.passOn %></strong></p>
<% } %>
<% if (it.answer) { %>
<h2 style="margin:24px 0 8px;font-size:20px;"><%= it.answer.heading %></h2>
<% it.answer.paragraphs.forEach(function (paragraph) { %>
<p style="margin:0 0 12px;"><%= paragraph %></p>
<% }) %>
<p style="margin:16px 0;"><a href="<%= it.answer.url %>" style="display:block;padding:16px 24px;background:#0b4f9e;color:#ffffff;font-size:20px;font-weight:bold;text-align:center;text-decoration:none;border-radius:6px;"><%= it.answer.button %></a></p>
<p style="margin:0 0 12px;font-size:14px;overflow-wrap:anywhere;"><%= it.answer.personal %><br><%= it.answer.url %></p>
<% } %>
<% if (it.contacts.length > 0) { %>
<h2 style="margin:24px 0 8px;font-size:20px;"><%= it.contactHeading %></h2>
<p style="margin:0 0 12px;"><% it.contacts.forEach(function (contact) { %><%= contact.label %>: <a href="<%= contact.href %>" style="color:#0b4f9e;font-weight:bold;"><bdi><%= contact.value %></bdi></a><br><% }) %></p>
<% } %>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;

const eta = new Eta({ autoEscape: true });
const template = eta.compile(TEMPLATE);

export function noticeHtml(draft: NoticeDraft, language: Language): string {
  return eta.render(template, { ...draft, language });
}
