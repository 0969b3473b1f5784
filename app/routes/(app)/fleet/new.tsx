import { NewMachinePage } from "~/features/assets/new-machine-page.tsx";

export default NewMachinePage;
