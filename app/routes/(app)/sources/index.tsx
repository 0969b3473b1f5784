import { SourcesPage } from "~/features/telematics/sources-page.tsx";

export default SourcesPage;
