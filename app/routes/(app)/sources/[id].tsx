import { SourcePage } from "~/features/telematics/source-page.tsx";

export default SourcePage;
