import { File as FileIcon, Paperclip, Trash2 } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { StoredFile } from '#shared/protocol/files'
import type { Beside } from '../../data/beside'
import { afterReload } from '../../data/connection'
import { addressOf, filesOf, loadFiles, removeFile } from '../../data/files'
import { locale, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Button, IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import { When } from '../../ui/when'
import styles from './files.module.css'
import { type Upload, useUploads } from './use-uploads'

type FilesProps = {
  beside: Beside
  /** Who may not add reads. */
  may: boolean
}

/** The same as a part of a page, under its own title. */
export const FilesPart = (props: FilesProps) => (
  <section aria-label={t.value('file.files')}>
    <h2 class={styles.title}>{t.value('file.files')}</h2>
    <Files {...props} />
  </section>
)

/** Files beside a record: chosen, dropped or pasted; saved to this device by a click. */
export function Files({ beside, may }: FilesProps) {
  const { of, id } = beside
  const picker = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { uploads, add, retry, drop } = useUploads(beside)
  useEffect(() => {
    const load = () => void loadFiles(beside).catch((error) => toast(refusalText(error), { tone: 'danger' }))
    load()
    return afterReload(load)
  }, [of, id])
  const files = filesOf(state.value, beside)
  const take = (list: FileList | null | undefined) => may && list && add([...list])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are shortcuts for the button inside
    <div
      class={classes(styles.files, over && styles.over)}
      onDragOver={(event) => {
        if (!may || !event.dataTransfer?.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer?.files)
      }}
      onPaste={(event) => take(event.clipboardData?.files)}
    >
      {files.length + uploads.length === 0 ? (
        <p class={styles.none}>{t.value(may ? 'file.none' : 'file.noneHere')}</p>
      ) : null}
      <ul class={styles.list}>
        {uploads.map((one) => (
          <UploadRow key={one.rid} upload={one} onRetry={() => retry(one.rid)} onDrop={() => drop(one.rid)} />
        ))}
        {files.map((file) => (
          <FileRow key={file.id} beside={beside} file={file} may={may} />
        ))}
      </ul>
      {may ? (
        <>
          <Button size="small" icon={Paperclip} onClick={() => picker.current?.click()}>
            {t.value('file.add')}
          </Button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            tabIndex={-1}
            aria-hidden="true"
            onChange={(event) => {
              take(event.currentTarget.files)
              event.currentTarget.value = ''
            }}
          />
        </>
      ) : null}
    </div>
  )
}

function FileRow({ beside, file, may }: FilesProps & { file: StoredFile }) {
  const remove = () => {
    removeFile(beside, file).then(
      () => toast(t.value('file.removed', { name: file.name })),
      (error) => toast(refusalText(error), { tone: 'danger' }),
    )
  }
  return (
    <li class={styles.row}>
      <Icon icon={FileIcon} size={14} />
      <a href={addressOf(beside, file)} download={file.name} class={styles.name} dir="auto">
        {file.name}
      </a>
      <span class={styles.meta}>
        {sizeWords(file.size)} · <When at={file.addedAt} />
      </span>
      {may ? <Confirmed label={t.value('file.remove', { name: file.name })} onConfirmed={remove} /> : null}
    </li>
  )
}

/** Bytes cannot be brought back, so it is pressed twice. */
function Confirmed({ label, onConfirmed }: { label: string; onConfirmed: () => void }) {
  const [sure, setSure] = useState(false)
  if (!sure) return <IconButton icon={Trash2} size="small" label={label} onClick={() => setSure(true)} />
  return (
    <Button size="small" kind="danger" onClick={onConfirmed} onBlur={() => setSure(false)}>
      {t.value('file.removeForGood')}
    </Button>
  )
}

type UploadRowProps = { upload: Upload; onRetry: () => void; onDrop: () => void }

const UploadRow = ({ upload, onRetry, onDrop }: UploadRowProps) => (
  <li class={styles.row}>
    <Icon icon={FileIcon} size={14} />
    <span class={styles.name} dir="auto">
      {upload.file.name}
    </span>
    {upload.problem ? (
      <span class={styles.problem} role="alert">
        {upload.problem}
      </span>
    ) : (
      <progress class={styles.progress} value={upload.share} aria-label={t.value('file.sending')} />
    )}
    {upload.problem && upload.again ? (
      <Button size="small" onClick={onRetry}>
        {t.value('file.again')}
      </Button>
    ) : null}
    <Button size="small" kind="ghost" onClick={onDrop}>
      {t.value('ui.cancel')}
    </Button>
  </li>
)

const units = ['byte', 'kilobyte', 'megabyte'] as const

function sizeWords(bytes: number): string {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2
  const value = bytes / 1_000 ** step
  const style = { style: 'unit', unit: units[step] ?? 'byte', maximumFractionDigits: value < 10 ? 1 : 0 } as const
  return new Intl.NumberFormat(locale.value, style).format(value)
}
