/** Who may import whom. `tools/check/rules.test.ts` plants violations and expects each rule to fail. */

/** Every module but those that `tests` name: tests may also use the harness. */
const test = '\\.test\\.ts$';
const npm = 'node_modules/';

/** @type {(name: string, comment: string, from: string, to: string[]) => object} */
const only = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: [test] },
  to: { pathNot: [...to, npm], dependencyTypesNot: ['core'] },
});

export default {
  forbidden: [
    only('schema-knows-nobody', 'schema → npm', '^schema/', ['^schema/']),
    only('lib-knows-schema', 'lib → schema', '^lib/', ['^lib/', '^schema/']),
    only('subgraph-knows-itself', 'subgraphs/x → itself, lib, schema', '^subgraphs/([^/]+)/', ['^subgraphs/$1/', '^lib/', '^schema/']),
    only('gateway-knows-no-subgraph', 'gateway → lib, schema', '^gateway/', ['^gateway/', '^lib/', '^schema/']),
    only('devdb-knows-nobody', 'devdb → nothing of ours', '^devdb/', ['^devdb/']),
    only('sdk-knows-nobody', 'sdk → nothing of ours; what it has of the schema is generated', '^sdk/', ['^sdk/']),
    only('web-knows-sdk', 'web → sdk', '^web/', ['^web/', '^sdk/']),
    {
      name: 'test-keeps-its-house',
      comment: '*.test.ts → what its neighbours may import, and test/harness',
      severity: 'error',
      from: { path: '^(schema|lib|subgraphs/[^/]+|gateway|devdb|sdk|web)/.*\\.test\\.ts$' },
      to: { path: '^(subgraphs|gateway|devdb|sdk|web|test|bench|tools|deploy)/', pathNot: ['^$1/', '^test/harness/'] },
    },
    {
      name: 'harness-for-tests-alone',
      comment: 'test, bench, tools and deploy are imported by nobody else',
      severity: 'error',
      from: { pathNot: ['^(test|bench|tools|deploy)/', test, '^[^/]+$'] },
      to: { path: '^(test|bench|tools|deploy)/' },
    },
    {
      name: 'rules-know-no-resolver',
      comment: 'inside a subgraph: resolvers → rules → model, never back',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/', pathNot: ['/(resolvers|generated)/', '/index\\.ts$', '/context\\.ts$', test] },
      to: { path: '^subgraphs/[^/]+/resolvers/' },
    },
    {
      name: 'model-knows-no-rules',
      comment: 'inside a subgraph: resolvers → rules → model, never back',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/model(\\.ts$|/)' },
      to: { path: '^subgraphs/$1/', pathNot: ['/model\\.ts$', '/model/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-know-no-graphql',
      comment: 'the rules of a subgraph know no GraphQL',
      severity: 'error',
      from: {
        path: '^subgraphs/[^/]+/',
        pathNot: ['/(resolvers|generated)/', '/(index|context|loaders|service-queries|schema\\.mappers)\\.ts$', test],
      },
      to: { path: ['(^|/)node_modules/(graphql|@apollo/[^/]+)/', '^subgraphs/[^/]+/generated/'] },
    },
    {
      name: 'no-circular',
      comment: 'modules that need each other at run time are one module, or three',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-circular-types',
      comment: 'types that need each other stand in one module, or in three: no rule knows a context or loader that knows the rule',
      severity: 'error',
      from: { path: '^(lib|subgraphs)/' },
      to: { circular: true },
    },
    { name: 'not-to-unresolvable', comment: 'what is imported exists', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-development-package',
      comment: 'what runs in production imports no development dependency',
      severity: 'error',
      from: { path: '^(schema|lib|subgraphs|gateway|devdb|sdk)/', pathNot: [test, '^gateway/pages/', '^sdk/(build|codegen/)'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^gateway/graphiql/app/', '^sdk/dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['agora-source', 'import', 'node', 'default', 'types'] },
  },
};
