/** Names of languages are written in themselves, so that whoever needs one finds it. */
export const languages = [
  { value: 'en', label: 'English' },
  { value: 'tr', label: 'Türkçe' },
] as const
