import { MachinePage } from "~/features/assets/machine-page.tsx";

export default MachinePage;
