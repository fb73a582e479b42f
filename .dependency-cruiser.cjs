/**
 * The arrows of the house. A scheme module sees itself, the modules above it in this list, and values,
 * crypto and platform; never one below. What must wake something downstream is an event and a job.
 */
const MODULES = [
  'participants',
  'access',
  'transparency',
  'exchange',
  'licences',
  'sourcing',
  'custody',
  'certificates',
  'statistics',
  'monitoring',
  'governance',
]
const SCHEME = `(${MODULES.join('|')})`
const GROUND = '(values|crypto|platform|ui)'
const TEST = '\\.test\\.tsx?$'
/** Files directly in a scheme module, in values and in crypto. */
const PURE = `^src/(${[...MODULES, 'values', 'crypto'].join('|')})/[^/]+\\.ts$`
/** What pure code may take from npm. Each has no clock, no randomness that it is not asked for, no I/O. */
const PURE_PACKAGES = ['@noble/hashes']

const neverBelow = MODULES.slice(0, -1).map((name, at) => ({
  name: `${name}-sees-no-module-below`,
  comment: 'A module sees only those above it: write an event and queue a job instead.',
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: `^src/(${MODULES.slice(at + 1).join('|')})/` },
}))

const sharedAdapters = '(store|pdf)'

module.exports = {
  forbidden: [
    ...neverBelow,
    {
      name: 'no-circles',
      comment: 'Also by types: move what both need into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'the-ground-knows-no-module',
      comment: 'values, crypto, platform and ui know nothing of diamonds.',
      severity: 'error',
      from: { path: `^src/${GROUND}/` },
      to: { path: `^src/${SCHEME}/` },
    },
    {
      name: 'values-stand-on-nothing',
      severity: 'error',
      from: { path: '^src/values/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/values/' },
    },
    {
      name: 'crypto-stands-on-values',
      severity: 'error',
      from: { path: '^src/crypto/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/(crypto|values)/' },
    },
    {
      name: 'main-is-imported-by-nobody',
      comment: 'Programs put modules together; nothing depends on a program.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/' },
      to: { path: '^src/main/' },
    },
    {
      name: 'pure-files-import-pure-files',
      comment: 'Files directly in a module are the domain. I/O goes to adapters/, React to web/.',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: { path: '^(src|test|bin)/', pathNot: PURE },
    },
    {
      name: 'pure-files-use-listed-packages',
      comment: 'The same rules run on the server, in the browser and offline.',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: {
        dependencyTypes: [
          'core',
          'npm',
          'npm-dev',
          'npm-optional',
          'npm-no-pkg',
          'npm-unknown',
          'unknown',
        ],
        pathNot: PURE_PACKAGES.map((name) => `node_modules/${name}/`),
      },
    },
    {
      name: 'adapters-are-opened-by-main',
      comment: `Of another module only ${sharedAdapters} may be opened, by adapters.`,
      severity: 'error',
      from: { path: `^src/${SCHEME}/adapters/`, pathNot: TEST },
      to: {
        path: `^src/${SCHEME}/adapters/`,
        pathNot: ['^src/$1/', `/adapters/${sharedAdapters}`, `-${sharedAdapters}.ts$`],
      },
    },
    {
      name: 'nothing-else-opens-adapters',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main/', `^src/${SCHEME}/adapters/`, TEST] },
      to: { path: `^src/${SCHEME}/adapters/` },
    },
    {
      name: 'screens-reach-the-server-over-http',
      comment: 'web/ and ui/ run in a browser: no adapters, no platform, nothing of Node.',
      severity: 'error',
      from: {
        path: '^src/([^/]+/web|ui|main/web|main/verifier)/',
        pathNot: [TEST, '-build\\.ts$'],
      },
      to: {
        path: ['/adapters/', '^src/platform/', '^src/main/[^/]+\\.ts$'],
        // The one adapter whose platform is the browser.
        pathNot: '/adapters/webcrypto-verify\\.ts$',
      },
    },
    {
      name: 'screens-use-nothing-of-node',
      severity: 'error',
      from: {
        path: '^src/([^/]+/web|ui|main/web|main/verifier)/',
        pathNot: [TEST, '-build\\.ts$'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'screens-carry-no-list-of-passwords',
      comment: 'It is 400 KB, and the server alone decides.',
      severity: 'error',
      from: { path: '^src/([^/]+/web|ui|main/web|main/verifier)/', pathNot: TEST },
      to: { reachable: true, path: 'node_modules/@zxcvbn-ts/' },
    },
    {
      name: 'only-screens-see-ui',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/([^/]+/web|ui|main)/' },
      to: { path: '^src/([^/]+/web|ui)/' },
    },
    {
      name: 'tests-are-imported-by-nobody',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: TEST },
    },
    {
      name: 'programs-use-no-test-tools',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '-build\\.ts$'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: ['node_modules/@types/', 'node_modules/vite/client\\.d\\.ts$'],
      },
    },
    {
      name: 'openkp-verify-needs-no-server',
      comment:
        'Others import it as openkp/verify, in a browser too: @noble/hashes and nothing else.',
      severity: 'error',
      from: { path: '^src/main/verify\\.ts$' },
      to: {
        reachable: true,
        path: ['^src/platform/', '/adapters/', '^node_modules/', '^(node:|fs|crypto|path)'],
        pathNot: ['/adapters/webcrypto-verify\\.ts$', '^node_modules/@noble/hashes/'],
      },
    },
    {
      name: 'every-import-resolves',
      severity: 'error',
      from: {},
      // `?url` is Vite's, and names a file of the package before the mark.
      to: { couldNotResolve: true, pathNot: '\\?url$' },
    },
    {
      name: 'no-package-outside-package-json',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
