import { z } from 'zod'
import { Cursor, Day, Id, text } from './define'

export const PeopleSort = z.enum(['name', 'newest', 'oldest'])

/** What a list of companies is narrowed by, and a kept view of them. */
export const companyListWords = {
  siteId: Id.optional(),
  owner: z.union([z.enum(['anyone', 'nobody']), Id]).optional(),
  tag: text(40, 0).optional(),
  /** Beginnings of words, all of which must be there. */
  q: text(100, 0).optional(),
  /** Made on this day or later, in the time zone of the installation. */
  from: Day.optional(),
  /** Made on this day or earlier. */
  until: Day.optional(),
}

/** The same for contacts. */
export const contactListWords = {
  ...companyListWords,
  company: z.union([z.literal('none'), Id]).optional(),
  /** `none`: those who have no deal, neither open nor ended. */
  deal: z.literal('none').optional(),
}

/** In which order, and which page of it. */
export const pages = {
  sort: PeopleSort.default('name'),
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

/** How many a list shows. */
export const Count = z.object({ count: z.int() })
