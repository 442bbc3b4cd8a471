/** The same address with one parameter set, or without it. */
export function withParameter(url: string, name: string, value: string | null): string {
  const [path = '', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  if (value === null) parameters.delete(name)
  else parameters.set(name, value)
  const rest = parameters.toString()
  return rest ? `${path}?${rest}` : path
}
