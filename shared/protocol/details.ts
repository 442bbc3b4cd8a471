import { z } from 'zod'
import { text } from './define'

/** An address mail can be sent to, as it was typed; compared without regard to case. */
export const EmailAddress = text(254).pipe(z.email())

/**
 * A phone number as somebody types it. The server keeps it in its international form, `+90 532 123 45 67`, and refuses
 * what is no number as `phone-invalid`; a number without a country is one of the installation's.
 */
export const PhoneNumber = text(40)

/** A page of theirs: only what a browser may be sent to. */
export const WebAddress = text(2048, 0).refine((value) => value === '' || /^https?:\/\//i.test(value))

/** A few ways to reach somebody, the one to try first in front. */
export const Emails = z.array(EmailAddress).max(10)
export const Phones = z.array(PhoneNumber).max(10)

/** A field as the editor saw it and as it shall be; refused `stale` when somebody else was faster. */
export const change = <S extends z.ZodType>(schema: S) => z.object({ was: schema, is: schema }).optional()

type ChangeOf<S extends z.ZodType> = ReturnType<typeof change<S>>

/** A change of each of these details, under its name. */
export const changesOf = <Details extends Record<string, z.ZodType>>(details: Details) =>
  Object.fromEntries(Object.entries(details).map(([name, schema]) => [name, change(schema)])) as {
    [Name in keyof Details]: ChangeOf<Details[Name]>
  }

/** What changed: field, before, after. */
export const FieldChanges = z.array(z.object({ field: z.string(), was: z.unknown(), is: z.unknown() }))
