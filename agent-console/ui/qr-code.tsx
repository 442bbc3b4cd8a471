import { encode } from 'uqr'
import styles from './qr-code.module.css'

type QrCodeProps = {
  text: string
  /** What it is, for those who do not see it. */
  label: string
}

/** A QR code as one path; always dark on light, as phones want it. */
export function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = encode(text, { border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg class={styles.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={path} />
    </svg>
  )
}
