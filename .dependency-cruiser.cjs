/** The house: arrows point down or into `shared`, and no import runs in a circle; see docs/architecture.md. */

/** @param {string} name @param {string} comment @param {string} from @param {string} to */
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

const GAME_SIDE = '^server/(game|modes|rooms|transport|gallery|board|store|workers|cli)/';

module.exports = {
  forbidden: [
    { name: 'no-circles', comment: 'no import runs in a circle', severity: 'error', from: {}, to: { circular: true } },
    forbid('shared-alone', 'shared imports nothing of ours', '^shared/', '^(client|server)/'),
    forbid('client-through-shared', 'the client knows the server through shared alone', '^client/', '^server/'),
    forbid('server-without-client', 'the server never imports the client', '^server/', '^client/'),
    forbid('rules-are-pure', 'the rules import only shared', '^server/(game|modes)/', '^server/(?!game/|modes/)'),
    forbid('ml-knows-no-games', 'ml knows nothing of games', '^server/ml/', GAME_SIDE),
    forbid('analysis-is-pure', 'analysis imports only shared', '^server/analysis/', '^server/(?!analysis/)'),
    forbid(
      'one-way',
      'nothing below imports transport or a composition root',
      '^server/(rooms|store|gallery|board|workers|game|modes)/',
      '^server/(transport/|cli/|main\\.ts)',
    ),
    {
      name: 'serving-without-tensors',
      comment:
        'the process that serves the game never loads TensorFlow.js; commands and workers load it when they need it',
      severity: 'error',
      from: { path: '^server/main\\.ts$' },
      to: { path: 'node_modules/(@tensorflow|onnxruntime-node)/', reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
