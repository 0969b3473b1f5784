import { SitePage } from "~/features/sites/site-page.tsx";

export default SitePage;
