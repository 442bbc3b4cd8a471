/** Everybody's, in every world of the tests. */
export const password = 'a gently swaying lantern'
