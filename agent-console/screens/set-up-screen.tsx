import { SetUp } from '../features/set-up/set-up'

/** From the one-time link to a working chat. */
export const SetUpScreen = () => <SetUp />
