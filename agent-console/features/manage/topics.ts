import { may } from '../../data/session'
import type { Topic } from '../../routes'

/** Whether a topic is anything for me; the server asks again anyway. */
export const mayOpen = (topic: Topic): boolean => topic !== 'keys' || may('settings.manage')
