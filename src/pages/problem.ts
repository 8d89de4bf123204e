import { html } from 'hono/html'
import { problems, type ProblemType } from '../dataset/problem.ts'

/** The page of a problem: what its `type` points to, or with `detail` the answer to an address that is for people; `suggested` is what was meant. */
export const problemPage = (type: ProblemType, detail?: string, suggested?: string) => {
  const { status, title, remedy } = problems[type]
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} – Fondo Aperto</title>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${detail === undefined ? '' : html`<p>${detail}</p>`}
          ${suggested === undefined ? '' : html`<p><a href="${suggested}">${suggested}</a></p>`}
          <p>Status ${status}, problem type <code>${type}</code>.</p>
          <p>${remedy}</p>
          <p><a href="/v1">What there is</a></p>
        </main>
      </body>
    </html>`
}
