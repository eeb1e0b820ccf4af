import tseslint from 'typescript-eslint';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/** The house: arrows point down or into `shared`; see docs/architecture.md. */
const zones = [
  { target: './shared', from: ['./client', './server'], message: 'shared imports nothing of ours' },
  { target: './client', from: './server', message: 'the client knows the server through shared alone' },
  { target: './server', from: './client', message: 'the server never imports the client' },
  {
    target: ['./server/game', './server/modes'],
    from: ['./server/rooms', './server/transport', './server/store', './server/gallery', './server/ml', './server/workers', './server/cli'],
    message: 'the rules are pure and import only shared',
  },
  {
    target: './server/ml',
    from: ['./server/game', './server/modes', './server/rooms', './server/transport', './server/gallery', './server/store', './server/workers', './server/cli'],
    message: 'ml knows nothing of games',
  },
  {
    target: './server/analysis',
    from: ['./server/game', './server/modes', './server/rooms', './server/transport', './server/gallery', './server/store', './server/workers', './server/cli'],
    message: 'analysis is pure',
  },
  {
    target: ['./server/rooms', './server/store', './server/gallery', './server/workers'],
    from: ['./server/transport', './server/cli', './server/main.ts'],
    message: 'arrows point one way',
  },
  {
    target: ['./server/transport', './server/rooms', './server/gallery', './server/store'],
    from: ['./server/ml/engine', './server/ml/generators', './server/ml/training', './server/ml/features'],
    message: 'the process that serves the game never loads TensorFlow.js',
  },
];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'data/**', 'models/**', 'coverage/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['server/**/*.ts'],
    ignores: ['server/main.ts', 'server/cli/**', 'server/workers/**/entry.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Only composition roots read the environment.' }],
    },
  },
);
