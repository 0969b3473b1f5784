import { SignInPage } from "~/features/iam/sign-in-page.tsx";

export default SignInPage;
