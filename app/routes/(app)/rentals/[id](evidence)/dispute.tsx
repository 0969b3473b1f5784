import { DisputePage } from "~/features/dispute/dispute-page.tsx";

export default DisputePage;
