import { declarationOf, type Dataset } from '../dataset/define.ts'
import { datasets } from '../datasets/index.ts'
import { isTabular, type Format } from '../formats/format.ts'
import { formats } from '../formats/index.ts'
import { sha256 } from '../release/digest.ts'

const versionLength = 16

/** Raised when the writer of the archive, or of what describes the tables in it, changes its bytes. A test over golden bytes asks for it. */
export const archiveVersion = 2

/** The formats whose bytes depend on rows alone: what they write of a whole dataset has a size and a digest that are known. */
export const wholeFormats = formats.filter(isTabular)

/** What the bytes of a format depend on besides rows: the version of the writer and, where they describe the dataset, its declaration. */
export const formatVersion = async (
  { extension, version, describes }: Pick<Format, 'extension' | 'version' | 'describes'>,
  dataset: Dataset,
): Promise<string> => {
  const about = describes ? declarationOf(dataset) : ''
  return (await sha256([extension, version, about].join('\n'))).slice(0, versionLength)
}

let known: string | undefined

/** The version of the code that makes the bytes of all that is served whole. */
export const wholeVersion = async (): Promise<string> => {
  if (known === undefined) {
    const all = datasets.flatMap((dataset) => wholeFormats.map((format) => formatVersion(format, dataset)))
    const described = datasets.map(declarationOf)
    known = (await sha256([archiveVersion, ...described, ...(await Promise.all(all))].join('\n'))).slice(
      0,
      versionLength,
    )
  }
  return known
}

/** Raised when what serialises the catalogue changes. */
const catalogueVersion = 1

/** The version of the code that makes the catalogue: that of the serialisers, and that of the files whose sizes and digests it states. */
export const catalogueCode = async (): Promise<string> => `${catalogueVersion}.${await wholeVersion()}`
