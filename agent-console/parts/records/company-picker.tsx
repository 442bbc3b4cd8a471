import { useState } from 'preact/hooks'
import type { Company } from '#shared/protocol/companies'
import { findCompanies } from '../../data/contacts'
import { t } from '../../data/session'
import { Combobox } from '../../ui/combobox'
import { useLater } from './use-later'

/** A company that is known, or the name of a new one. */
export type PickedCompany = { id: string; name: string } | { name: string }

type CompanyPickerProps = {
  siteId: string
  picked: PickedCompany | null
  onPick: (picked: PickedCompany | null) => void
  bare?: boolean
}

/** Finds a company by some letters; what is not found can be made by that name. */
export function CompanyPicker({ siteId, picked, onPick, bare = false }: CompanyPickerProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const q = typed?.trim() ?? ''
  const none: readonly Company[] = []
  const found = useLater(`${siteId} ${q}`, async () => (q === '' ? none : findCompanies(siteId, q)), none, 150)
  const options: { key: string; label: string; picked: PickedCompany }[] = [
    ...found.map(({ id, name }) => ({ key: id, label: name, picked: { id, name } })),
    ...(q ? [{ key: 'new', label: t.value('contact.newCompany', { name: q }), picked: { name: q } }] : []),
  ]
  return (
    <Combobox
      label={t.value('contact.company')}
      bare={bare}
      placeholder={t.value('contact.noCompany')}
      maxLength={200}
      value={typed ?? picked?.name ?? ''}
      options={options}
      open={q !== ''}
      onType={(text) => {
        setTyped(text)
        if (text.trim() === '') onPick(null)
      }}
      onChoose={(option) => {
        setTyped(null)
        onPick(option.picked)
      }}
      onClose={() => setTyped(null)}
    />
  )
}
