export { findAuthor } from './find-author'
export { insertChange, type Kept, listChanges, lockChange, markUndone, removeChangesBefore } from './queries'
export { changedSince, keptMs, madeStep, movedIds, type Step, setSteps, takeBack } from './rules'
