import { ImportPage } from "~/features/import/import-page.tsx";

export default ImportPage;
