import styles from './brand-mark.module.css'

/** The mark of Parley: two turns of a conversation. Decoration; its name stands beside it. */
export const BrandMark = ({ size = 28 }: { size?: number }) => (
  <span class={styles.mark} style={{ width: `${size}px`, height: `${size}px` }} aria-hidden="true">
    <svg viewBox="0 0 32 32" width={size} height={size} fill="currentColor" aria-hidden="true">
      <path d="M8 9.5A2.5 2.5 0 0 1 10.5 7h8A2.5 2.5 0 0 1 21 9.5v5a2.5 2.5 0 0 1-2.5 2.5H13l-3.6 2.9a.9.9 0 0 1-1.4-.7z" />
      <path
        opacity="0.62"
        d="M23.4 12.2a2.4 2.4 0 0 1 1.6 2.3v9.1a.9.9 0 0 1-1.4.7L20.1 22h-5.6a2.5 2.5 0 0 1-2.3-1.6h6.7a4.5 4.5 0 0 0 4.5-4.5z"
      />
    </svg>
  </span>
)
