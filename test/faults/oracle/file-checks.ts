import type { Check } from './check'

/** Every row has its bytes, every acknowledged file its row, and bytes nobody names come from attempts that failed. */
export const files: Check = {
  about: 'files',
  look: (ledger, { files, kept }) => {
    const rows = new Map(files.map((file) => [file.id, file]))
    const living = files.filter(({ removed }) => removed === 0)
    const isWhole = ({ id, sha256 }: { id: string; sha256: string }) => kept === null || kept.get(id) === sha256
    const lost = ledger.files.filter(({ id, name, sha256 }) => {
      const row = rows.get(id)
      return row?.name !== name || row.sha256 !== sha256
    })
    const orphans = [...(kept?.keys() ?? [])].filter((id) => !rows.has(id)).length
    const names = new Set(living.map(({ name }) => name))
    return {
      stored: files.length,
      lost: lost.length + living.filter((file) => !isWhole(file)).length,
      // Each file has a name of its own, and one of its attempts was answered: the others may have left bytes behind.
      doubled: living.length - names.size + Math.max(0, orphans - (ledger.fileTries - ledger.files.length)),
      reordered: 0,
    }
  },
}
