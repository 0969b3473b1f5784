import { CheckListsPage } from "~/features/inspections/check-lists-page.tsx";

export default CheckListsPage;
