import { NewSitePage } from "~/features/sites/new-site-page.tsx";

export default NewSitePage;
