import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { me, selin, selinKnows } from './rows'

const disk = new Map<string, string>()
const storage = {
  getItem: (key: string) => disk.get(key) ?? null,
  setItem: (key: string, value: string) => void disk.set(key, value),
  removeItem: (key: string) => void disk.delete(key),
}

/** The page as it is after a reload, with an agent signed in. */
async function page(agentId = 'selin') {
  vi.resetModules()
  const { update } = await import('../../../agent-console/data/store')
  update(() => selinKnows({ me: { ...me, agent: { ...selin, id: agentId } } }))
  return import('../../../agent-console/data/drafts')
}

beforeEach(() => {
  disk.clear()
  vi.stubGlobal('localStorage', storage)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a draft', () => {
  test('survives a reload, reply and note apart', async () => {
    const { saveDraft } = await page()
    saveDraft('c1', 'reply', 'Oak or')
    saveDraft('c1', 'note', 'asked twice')
    const { draftOf } = await page()
    expect(draftOf('c1', 'reply')).toBe('Oak or')
    expect(draftOf('c1', 'note')).toBe('asked twice')
    expect(draftOf('c2', 'reply')).toBe('')
  })

  test('is gone when it is emptied', async () => {
    const { saveDraft } = await page()
    saveDraft('c1', 'reply', 'Oak')
    saveDraft('c1', 'reply', '')
    expect(disk.size).toBe(0)
  })

  test('is not shown to another agent at the same browser', async () => {
    const { saveDraft } = await page()
    saveDraft('c1', 'note', 'between us')
    const { draftOf } = await page('mert')
    expect(draftOf('c1', 'note')).toBe('')
  })

  test('lives as long as the page where storage is refused', async () => {
    const refuse = () => {
      throw new Error('refused')
    }
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse })
    const { saveDraft, draftOf } = await page()
    saveDraft('c1', 'reply', 'Oak')
    expect(draftOf('c1', 'reply')).toBe('Oak')
  })
})
