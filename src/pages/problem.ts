import { html } from 'hono/html'
import { problems, type ProblemType } from '../http/problem.ts'

/** The page that the `type` of a problem points to. */
export const problemPage = (type: ProblemType) => {
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
          <p>Status ${status}, problem type <code>${type}</code>.</p>
          <p>${remedy}</p>
          <p><a href="/v1">What there is</a></p>
        </main>
      </body>
    </html>`
}
