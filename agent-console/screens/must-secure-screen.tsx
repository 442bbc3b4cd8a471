import { MustSecure } from '../features/must-secure/must-secure'

/** First the second step. */
export const MustSecureScreen = () => <MustSecure />
