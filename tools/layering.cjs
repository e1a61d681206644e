// Which way imports may point. Read by dependency-cruiser (`npm run layering`); each line says why it is there.
// The package table is ARCHITECTURE.md's; the folder orders say "each folder imports only those before it".
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** What a package may import of ours: the packages, or single entry points of them. Nothing else, type-only imports included. */
const PACKAGES = {
  language: {
    may: [],
    comment: 'the language knows nothing of ours: it runs in a browser and in other engines',
  },
  arm: { may: [], comment: 'the conventions of ARM know no resource type' },
  engine: {
    may: ['language', 'arm/src/ids'],
    comment: 'the engine judges compiled rules at scopes, and knows no provider, table or wire',
  },
  templates: {
    may: ['language'],
    comment: 'a template becomes the resources that it would write; nothing is judged or written here',
  },
  providers: {
    may: ['language', 'arm', 'engine'],
    comment: 'providers translate and describe; they judge nothing and know no table',
  },
  storage: {
    may: ['engine/src/model', 'arm/src/ids', 'arm/src/odata', 'arm/src/json'],
    comment: 'storage keeps records; it knows no rule',
  },
  server: {
    may: ['language', 'arm', 'engine', 'providers', 'templates', 'storage'],
    comment: 'the server composes all below it',
  },
  portal: {
    may: ['language', 'arm', 'providers/src/types', 'providers/src/models'],
    comment: 'the portal stands on the public REST API; it judges nothing',
  },
  cli: {
    may: ['language', 'arm', 'engine', 'providers'],
    comment: 'the command line is built on the pure packages',
  },
};

/** The one door from the command line to the server. */
const CLI_TO_SERVER =
  '^packages/cli/src/commands/(serve|keys|aliases|import|log|states|events|(log|states|events|export)-[a-z]+)(\\.test)?\\.ts$';

/** Folders inside a package, lowest first: each imports only those before it. */
const FOLDERS = {
  language: [
    'values',
    'source',
    'vocabulary',
    'syntax',
    'runtime',
    'operators',
    'functions',
    'effects',
    'check',
    'compile',
  ],
  templates: ['values', 'functions', 'parse', 'expand'],
  portal: ['strings', 'lib', 'components', 'features', 'app'],
  server: [
    'telemetry',
    'http',
    'snapshot',
    'authn',
    'authority',
    'ledger',
    'export',
    'connectors',
    'write',
    'catalog',
    'search',
    'deployments',
    'remedy',
    'tasks',
    'arm',
    'resources',
    'jobs',
    'events',
    'seed',
    'import',
    'routes',
  ],
};

/** Pure packages import no module of Node and no library. */
const pure = readdirSync(join(__dirname, '..', 'packages')).filter(
  name =>
    JSON.parse(readFileSync(join(__dirname, '..', 'packages', name, 'package.json'), 'utf8')).role === 'pure',
);

const source = name => `^packages/${name}/`;

const packageRules = Object.entries(PACKAGES).map(([name, { may, comment }]) => ({
  name: `package-${name}`,
  comment,
  severity: 'error',
  from: { path: source(name), ...(name === 'cli' ? { pathNot: CLI_TO_SERVER } : {}) },
  to: {
    path: '^packages/',
    pathNot: [
      source(name),
      ...may.map(entry => `^packages/${entry}/`),
      ...may.map(entry => `^packages/${entry}\\.ts$`),
    ],
  },
}));

const folderRules = Object.entries(FOLDERS).flatMap(([name, order]) =>
  order.slice(0, -1).map((folder, index) => ({
    name: `folder-${name}-${folder}`,
    comment: `in ${name} a folder imports only those before it: ${order.join(', ')}`,
    severity: 'error',
    from: { path: `^packages/${name}/src/${folder}/`, pathNot: '\\.test\\.ts$' },
    to: { path: `^packages/${name}/src/(${order.slice(index + 1).join('|')})/` },
  })),
);

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'a cycle is one file in two places',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'an import that leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'pure-is-pure',
      comment: 'pure packages take clock, randomness, files and network as arguments',
      severity: 'error',
      from: { path: `^packages/(${pure.join('|')})/src/`, pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^packages/',
      },
    },
    {
      name: 'types-apart',
      comment: 'a resource type never imports another one; what they share is in models/',
      severity: 'error',
      from: { path: '^packages/providers/src/types/([^/]+)/([^/]+)/' },
      to: {
        path: '^packages/providers/src/types/[^/]+/[^/]+/',
        pathNot: '^packages/providers/src/types/$1/$2/',
      },
    },
    {
      name: 'registered-apart',
      comment: 'operators and functions never import one another; what two share is in values/ or runtime/',
      severity: 'error',
      from: {
        path: '^packages/language/src/(operators|functions)/',
        pathNot: ['/index\\.ts$', '\\.test\\.ts$'],
      },
      to: {
        path: '^packages/language/src/(operators|functions)/',
        pathNot: ['/operator\\.ts$', '/template-function\\.ts$'],
      },
    },
    {
      name: 'features-apart',
      comment: 'a feature of the portal never imports another one; what they share is in components/ or lib/',
      severity: 'error',
      from: { path: '^packages/portal/src/features/([^/]+)/' },
      to: { path: '^packages/portal/src/features/[^/]+/', pathNot: '^packages/portal/src/features/$1/' },
    },
    {
      name: 'only-http-knows-fastify',
      comment: 'below http/ nobody sees the types of the HTTP library',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/server/src/http/' },
      to: { path: '(^|/)fastify' },
    },
    {
      name: 'only-storage-knows-sql',
      comment: 'one dialect, one place; tests tamper with the database past it',
      severity: 'error',
      from: { path: '^packages/', pathNot: ['^packages/storage/', '/testing/'] },
      to: { path: 'node_modules/(pg|pg-boss|kysely)/' },
    },
    {
      name: 'only-write-commits',
      comment: 'one write path',
      severity: 'error',
      from: { path: '^packages/server/src/(arm|resources|routes|http|authn)/' },
      to: { path: '^packages/storage/src/commit' },
    },
    ...packageRules,
    ...folderRules,
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['sluice-source', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.json', '.mjs', '.cjs'],
    },
  },
};
