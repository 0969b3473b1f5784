import { AlertsPage } from "~/features/alerts/alerts-page.tsx";

export default AlertsPage;
