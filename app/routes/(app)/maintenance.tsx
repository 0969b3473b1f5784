import { MaintenancePage } from "~/features/maintenance/board-page.tsx";

export default MaintenancePage;
