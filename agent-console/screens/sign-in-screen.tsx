import { SignIn } from '../features/sign-in/sign-in'

/** Who are you? */
export const SignInScreen = () => <SignIn />
