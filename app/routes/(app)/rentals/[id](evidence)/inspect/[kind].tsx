import { InspectPage } from "~/features/inspections/inspect-page.tsx";

export default InspectPage;
