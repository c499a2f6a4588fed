// Who may import whom. `yarn lint:imports` fails for what these rules forbid; imports of types count.
const below = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$|__testUtils__' },
  to: { path: to },
});
const backend = 'plugins/sentry-backend/src';
const node = 'plugins/sentry-node/src';
const frontend = 'plugins/sentry/src';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Files that import each other cannot be read one after another.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    below(
      'emulator-only-for-tests',
      'The emulator is for tests, the demo and benchmarks.',
      '^plugins/[^/]+/src',
      '^packages/sentry-emulator',
    ),
    below(
      'emulator-stands-alone',
      'The emulator is of use to any client of Sentry.',
      '^packages/sentry-emulator',
      '^plugins/',
    ),
    below(
      'common-is-isomorphic',
      'The common package runs anywhere.',
      '^plugins/sentry-common/src',
      '^plugins/(?!sentry-common/)|^node:',
    ),
    below(
      'scopes-below-answers',
      'A scope knows nothing of what is asked about it.',
      `^${backend}/scopes`,
      `^${backend}/(answers|features|router)/`,
    ),
    below(
      'answers-below-features',
      'The pipeline knows nothing of the features that use it.',
      `^${backend}/answers`,
      `^${backend}/(features|router)/`,
    ),
    below(
      'access-and-audit-below-scopes',
      'Access is decided before any project is looked up.',
      `^${backend}/(access|audit)`,
      `^${backend}/(scopes|answers|features|router)/`,
    ),
    below(
      'features-below-router',
      'A feature knows nothing of HTTP.',
      `^${backend}/features`,
      `^${backend}/router/`,
    ),
    below(
      'node-ground-floor',
      'Mapping and credentials are what the client is made of.',
      `^${node}/(mapping|credentials|text|config)`,
      `^${node}/(client|service)/`,
    ),
    below(
      'frontend-data-below-components',
      'Data is loaded without knowing who shows or changes it.',
      `^${frontend}/(api|auth|data|hooks|issueUrl)/`,
      `^${frontend}/(components|triage)/`,
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|dist-types|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
