/** What a field of one's own may hold, in the order it is offered. */
export const fieldKinds = ['text', 'number', 'date', 'list', 'yesno', 'link'] as const
