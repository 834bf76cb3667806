import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'

/** What our own rules ban; each says what to do instead. */
const bans = [
  { selector: 'TSEnumDeclaration', message: 'Closed sets are `as const` tuples.' },
  { selector: 'TSParameterProperty', message: 'Node runs erasable syntax only: declare the field.' },
  { selector: 'ExportDefaultDeclaration', message: 'Name what you export; newcomers search for names.' },
]
const cast = {
  selector: 'TSAsExpression:not([typeAnnotation.typeName.name="const"])',
  message: 'Parse at the edge with zod; inside, let types follow. A cast hides the day they part.',
}
const floats = {
  selector: "CallExpression[callee.name='parseFloat'], CallExpression[callee.property.name='parseFloat']",
  message: 'Scores are integers of hundredths: use the codec `decimal`.',
}
/** Files that a tool reads by their default export. */
const readByTools = [
  '*.config.{js,ts}',
  '{api,web,shared}/*.config.ts',
  '**/*-reporter.ts',
  'api/test/{closing-line,template-database,journey-stack}.ts',
  '**/global-{setup,teardown}.ts',
]

export default defineConfig(
  globalIgnores(['**/dist', '**/node_modules', '**/data', 'test-results', 'playwright-report']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [ts.configs.recommendedTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['{api,shared,web}/*.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Types are `type`; an `interface` is what module augmentation wants.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // Fastify hooks and handlers are async by contract, whether they wait or not.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    files: ['**/*.vue'],
    extends: [ts.configs.recommended, vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-macros-order': 'error',
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/define-emits-declaration': ['error', 'type-based'],
      'vue/no-v-html': 'error',
      'vue/no-unused-emit-declarations': 'error',
      'vue/no-unused-refs': 'error',
      'vue/require-default-prop': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      // TypeScript knows the globals; it is asked by `pnpm types`.
      'no-undef': 'off',
      // Prettier lays the template out.
      ...Object.fromEntries(
        [
          'html-closing-bracket-newline',
          'html-indent',
          'html-self-closing',
          'max-attributes-per-line',
          'multiline-html-element-content-newline',
          'singleline-html-element-content-newline',
          'html-closing-bracket-spacing',
          'first-attribute-linebreak',
          'mustache-interpolation-spacing',
          'no-multi-spaces',
          'attributes-order',
        ].map((rule) => [`vue/${rule}`, 'off']),
      ),
    },
  },
  {
    files: ['**/*.{ts,vue}'],
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...bans, cast, floats],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
    },
  },
  {
    // A test may dress a reply as what it expects; the expectation is what checks it.
    files: ['**/*.test.ts', '**/test/**/*.ts', 'web/e2e/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...bans],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    files: readByTools,
    rules: {
      'no-restricted-syntax': ['error', ...bans.filter(({ selector }) => !selector.startsWith('ExportDefault'))],
    },
  },
  {
    // The edge: where the type of a library and ours meet.
    files: ['{api,web}/src/platform/**/*.ts', 'shared/src/problem.ts'],
    rules: { 'no-restricted-syntax': ['error', ...bans, floats] },
  },
  {
    // vue-router hands out functions that need no `this`, and types them as methods.
    files: ['web/src/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
)
