import { z } from 'zod'
import { fieldKinds } from '#shared/rules/field-kinds'
import { cleanText, Id, Rid, request, text } from './define'
import { change, FieldChanges } from './details'

/** What may have fields of an installation's own. */
export const FieldRecord = z.enum(['lead', 'contact', 'company', 'deal'])
export type FieldRecord = z.infer<typeof FieldRecord>

/** What a field holds. It is chosen once: values would mean nothing as another kind. */
export const FieldKind = z.enum(fieldKinds)
export type FieldKind = z.infer<typeof FieldKind>

/** A choice of a list. A removed one is offered no longer and stays readable where it was chosen. */
export const FieldOption = z.object({ id: Id, name: z.string(), removed: z.boolean() })
export type FieldOption = z.infer<typeof FieldOption>

/** A field an installation gave its leads, contacts, companies or deals. */
export const CustomField = z.object({
  id: Id,
  record: FieldRecord,
  name: z.string(),
  kind: FieldKind,
  /** In the order they are offered, removed ones last; empty for every kind but `list`. */
  options: z.array(FieldOption),
  /** Order among the fields of its record: fractional rank, compared as bytes. */
  rank: z.string(),
  version: z.int(),
  /** Asked for no longer; what was written in it stays with its record. */
  removed: z.boolean(),
})
export type CustomField = z.infer<typeof CustomField>

/** What stands in a field: words, a figure, a day, the id of a choice, yes or no, an address; null for nothing. */
export const CustomValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type CustomValue = z.infer<typeof CustomValue>

/** Fields of an installation's own by their ids; what is absent is empty. */
export const Custom = z.record(Id, CustomValue)
export type Custom = z.infer<typeof Custom>

/** A value on its way in. Whether its field can hold it is asked at the door of each save: `field-invalid`. */
const Said = z.union([z.string().max(4096).transform(cleanText), z.number(), z.boolean(), z.null()])

const fewEnough = (said: object) => Object.keys(said).length <= 100

/** Fields somebody fills in, by their ids. */
export const CustomDetails = z.record(Id, Said).refine(fewEnough)

/** Fields as the editor saw them and as they shall be, each refused `stale` by itself. */
export const CustomChanges = z
  .record(Id, z.object({ was: Said, is: Said }))
  .refine(fewEnough)
  .optional()
export type CustomChanges = z.infer<typeof CustomChanges>

const FieldName = text(60)

/** A choice as it shall be: one that is there by its id, a new one without. */
const Choice = z.object({ id: Id.optional(), name: text(80) })
export type Choice = z.infer<typeof Choice>
const Choices = z.array(Choice).max(100)

const read = { door: 'team', permission: null, limit: 'read' } as const
const write = { door: 'agent', permission: 'settings.manage', limit: 'change' } as const
const one = z.object({ rid: Rid, fieldId: Id })
const tags = ['Fields']

export const fieldRequests = {
  list: request(read)
    .route({ method: 'GET', path: '/fields', summary: 'Fields of your own, removed ones too', tags })
    .input(z.object({}))
    .output(z.array(CustomField)),
  create: request(write)
    .route({ method: 'POST', path: '/fields', summary: 'Add a field', tags })
    .input(z.object({ rid: Rid, record: FieldRecord, name: FieldName, kind: FieldKind, options: Choices.default([]) }))
    .output(CustomField),
  edit: request(write)
    .route({ method: 'PATCH', path: '/fields/{fieldId}', summary: 'Rename a field or change its choices', tags })
    .input(
      one.extend({
        changes: z.object({
          name: change(FieldName),
          /** A choice that is left out is removed; named again by its id, it is back. */
          options: z.object({ was: z.array(FieldOption), is: Choices }).optional(),
        }),
      }),
    )
    .output(CustomField),
  move: request(write)
    .route({ method: 'POST', path: '/fields/{fieldId}/move', summary: 'Give a field another place', tags })
    .input(one.extend({ beforeId: Id.nullable() }))
    .output(CustomField),
  remove: request(write)
    .route({ method: 'DELETE', path: '/fields/{fieldId}', summary: 'Ask for a field no longer', tags })
    .input(one)
    .output(CustomField),
  restore: request(write)
    .route({ method: 'POST', path: '/fields/{fieldId}/restore', summary: 'Take a removal back', tags })
    .input(one)
    .output(CustomField),
}

const fieldFact = z.object({ field: CustomField, byAgentId: Id, changes: FieldChanges })

export const fieldFacts = {
  'field.created': fieldFact,
  'field.edited': fieldFact,
  'field.removed': fieldFact,
  'field.restored': fieldFact,
}
