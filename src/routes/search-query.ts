import * as z from 'zod'
import { resultsDefault, resultsMax } from '../dataset/bounds.ts'
import { limitParameter, wordsParameter } from '../dataset/parameter.ts'

/** A question that has an answer, for documents to show. */
export const questionExample = 'spesa certificata asse 2 2022'

/** The parameters of `/v1/search`. */
export const searchQuery = () =>
  z.strictObject({
    q: wordsParameter(
      'What is looked for, in Italian or English; singular or plural, or one wrong letter, makes no difference.',
      { example: questionExample, required: true },
    ),
    limit: limitParameter('Results', resultsMax, resultsDefault),
  })
