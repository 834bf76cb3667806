/** For tools that read TypeScript only; vue-tsc knows each component as it is. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent
  export { component as default }
}
