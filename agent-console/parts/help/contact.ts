/** Where a support contact leads: a page, a mailbox or a telephone; null where it is only words. */
export function contactLink(contact: string): string | null {
  if (/^https?:\/\//i.test(contact)) return URL.canParse(contact) ? contact : null
  if (/^[^\s@]{1,64}@[^\s@]{1,250}$/.test(contact)) return `mailto:${contact}`
  const digits = contact.replace(/[\s().-]/g, '')
  return /^\+?\d{5,15}$/.test(digits) ? `tel:${digits}` : null
}
