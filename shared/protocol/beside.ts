import { z } from 'zod'

/**
 * What a note or a file stands beside; those of a lead and of a contact are their person's, and stay so whatever
 * they become.
 */
export const Keeper = z.enum(['deal', 'person', 'company'])
export type Keeper = z.infer<typeof Keeper>
