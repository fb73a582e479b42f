import { basename, dirname } from 'node:path'
import ts from 'typescript'

export type SourceText = { readonly path: string; readonly text: string }

/** One rule of the house: what it says of a file, empty when it is content. */
export type Rule = {
  readonly name: string
  readonly of: (path: string) => boolean
  readonly faults: (file: SourceText) => readonly string[]
}

const MAX_FILE_LINES = 300
const MAX_FUNCTION_LINES = 60
const MAX_README_LINES = 40

const isCode = (path: string) => /^(src|test|bin)\/.*\.(ts|tsx|mjs)$/.test(path)
const isSource = (path: string) => /^src\/.*\.tsx?$/.test(path) && !isTest(path)
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
/** Files directly in a scheme module, in values or in crypto. */
export const isPure = (path: string) =>
  /^src\/(?!platform\/|ui\/|main\/)[^/]+\/[^/]+\.ts$/.test(path) && !isTest(path)
/** The lists of what is banned have to name it. */
const isAboutTidiness = (path: string) => path.startsWith('test/tidy')

type Ban = { readonly pattern: RegExp; readonly instead: string }

const PURE_BANS: readonly Ban[] = [
  { pattern: /\bDate\.now\b/, instead: 'take `now` as an argument' },
  { pattern: /\bnew Date\(\s*\)/, instead: 'take `now` as an argument' },
  { pattern: /\bperformance\./, instead: 'take a clock as an argument' },
  { pattern: /\bMath\.random\b/, instead: 'take the random value as an argument' },
  {
    pattern: /\bcrypto\.(getRandomValues|randomUUID|subtle)\b/,
    instead: 'take the primitive as an argument',
  },
  { pattern: /\bset(Timeout|Interval|Immediate)\b/, instead: 'a job of the adapter' },
  {
    pattern: /\btoLocale[A-Z]\w*\(|\bIntl\./,
    instead: 'format in web/ or adapters/, where the reader is known',
  },
]

const BANS: readonly Ban[] = [
  { pattern: /\b(TODO|FIXME|HACK|XXX)\b/, instead: 'do it, or open an issue' },
  { pattern: /@ts-(ignore|nocheck|expect-error)/, instead: 'a type that is true' },
  {
    pattern: /\bcatch\s*(\([^)]*\))?\s*\{\s*\}/,
    instead: 'say why it may be ignored, or handle it',
  },
  {
    pattern: /biome-ignore(?! lint\/\w+\/\w+: \w+)/,
    instead: 'a rule and a reason: `biome-ignore lint/group/rule: why`',
  },
  {
    pattern: /(^|["'`(\s])(\/work\/|\/root\/|\/home\/\w+\/|C:\\Users\\)/,
    instead: 'a path relative to the package or from the configuration',
  },
]

const TEST_BANS: readonly Ban[] = [
  {
    pattern: /\b(describe|it|test)(\.\w+)*\.(skip|only|todo|skipIf|runIf)\b/,
    instead: 'a test that always runs',
  },
  { pattern: /\bvi\.(mock|spyOn|stubGlobal)\b/, instead: 'the real thing' },
]

/** Names that say nothing about what is inside. */
const EMPTY_FOLDERS = [
  'lib',
  'utils',
  'util',
  'helpers',
  'common',
  'shared',
  'types',
  'misc',
  'core',
]

export const RULES: readonly Rule[] = [
  {
    name: 'a file has at most 300 lines',
    of: isCode,
    faults: ({ text }) => over('lines', lineCount(text), MAX_FILE_LINES),
  },
  {
    name: 'a function has at most 60 lines',
    of: isSource,
    faults: (file) =>
      functionsOf(file).flatMap(({ name, lines }) =>
        over(`lines in ${name}`, lines, MAX_FUNCTION_LINES),
      ),
  },
  { name: 'pure files have no clock and no chance', of: isPure, faults: banned(PURE_BANS) },
  {
    name: 'banned words',
    of: (path) => isCode(path) && !isAboutTidiness(path),
    faults: banned(BANS),
  },
  {
    name: 'tests that always run, on the real thing',
    of: (path) => isTest(path) && !isAboutTidiness(path),
    faults: banned(TEST_BANS),
  },
  { name: 'no `any`', of: (path) => isCode(path), faults: anyFaults },
  {
    name: 'no barrels',
    of: isCode,
    faults: ({ path }) =>
      /^index\.(ts|tsx|mjs)$/.test(basename(path)) ? ['import the file that you mean'] : [],
  },
  {
    name: 'folders say what is inside',
    of: isCode,
    faults: ({ path }) =>
      dirname(path)
        .split('/')
        .filter((name) => EMPTY_FOLDERS.includes(name))
        .map((name) => `the folder ${name} says nothing`),
  },
  {
    name: 'files are in kebab-case',
    of: isCode,
    faults: ({ path }) =>
      path
        .split('/')
        .filter((name) => !/^\.?[a-z0-9]+([.-][a-z0-9]+)*$/.test(name))
        .map((name) => `${name} is not`),
  },
  {
    name: 'a README has at most 40 lines',
    of: (path) => /^src\/[^/]+\/README\.md$/.test(path),
    faults: ({ text }) => over('lines', lineCount(text), MAX_README_LINES),
  },
]

function banned(bans: readonly Ban[]) {
  return ({ text }: SourceText): string[] =>
    text
      .split('\n')
      .flatMap((line, at) =>
        bans
          .filter(({ pattern }) => pattern.test(line))
          .map(({ instead }) => `line ${at + 1}: ${line.trim()} (instead: ${instead})`),
      )
}

function over(what: string, found: number, limit: number): string[] {
  return found > limit ? [`${found} ${what}, the limit is ${limit}`] : []
}

export function lineCount(text: string): number {
  return text.trimEnd().split('\n').length
}

export type MeasuredFunction = { readonly name: string; readonly lines: number }

/** Every function, arrow and method with its length, the nested ones counted in the outer too. */
export function functionsOf(file: SourceText): MeasuredFunction[] {
  const source = parse(file)
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line
  const found: MeasuredFunction[] = []
  visit(source, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return
    const lines = lineOf(node.getEnd()) - lineOf(node.getStart(source)) + 1
    found.push({ name: nameOf(node, source), lines })
  })
  return found
}

function nameOf(node: ts.SignatureDeclaration, source: ts.SourceFile): string {
  if (node.name !== undefined) return node.name.getText(source)
  return ts.isVariableDeclaration(node.parent)
    ? node.parent.name.getText(source)
    : 'a function without a name'
}

function anyFaults(file: SourceText): string[] {
  const source = parse(file)
  const faults: string[] = []
  visit(source, (node) => {
    if (node.kind !== ts.SyntaxKind.AnyKeyword) return
    faults.push(
      `line ${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}: say what it is, or unknown`,
    )
  })
  return faults
}

const parsed = new WeakMap<SourceText, ts.SourceFile>()

function parse(file: SourceText): ts.SourceFile {
  const known =
    parsed.get(file) ?? ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true)
  parsed.set(file, known)
  return known
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node)
  ts.forEachChild(node, (child) => visit(child, look))
}
