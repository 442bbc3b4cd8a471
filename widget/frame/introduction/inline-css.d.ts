/** A style sheet as text, for a sheet that is made by hand. */
declare module '*.css?inline' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: that is how the bundler gives it
  export default text
}
