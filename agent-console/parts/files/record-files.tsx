import { Download, Upload } from 'lucide'
import { useState } from 'preact/hooks'
import type { CsvRecord } from '#shared/rules/record-csv'
import { recordsAddress } from '../../data/record-files'
import { locale, may, t } from '../../data/session'
import { IconButton } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { ImportRecords } from './import-records'
import styles from './record-files.module.css'

type RecordFilesProps = {
  record: CsvRecord
  /** What the list on screen is asked for. */
  asked: object
}

/** A list as a file, and a file as rows of the list. */
export function RecordFiles({ record, asked }: RecordFilesProps) {
  const [isOpen, setOpen] = useState(false)
  const say = t.value
  return (
    <>
      <a class={styles.download} href={recordsAddress(record, asked, locale.value)} title={say('list.export')} download>
        <Icon icon={Download} />
        <span class="unseen">{say('list.export')}</span>
      </a>
      {may(record === 'lead' ? 'leads.write' : 'contacts.write') ? (
        <IconButton
          kind="secondary"
          icon={Upload}
          label={say(`records.import.${record}`)}
          onClick={() => setOpen(true)}
        />
      ) : null}
      {isOpen ? <ImportRecords record={record} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
