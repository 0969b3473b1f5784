import { AlertPage } from "~/features/alerts/alert-page.tsx";

export default AlertPage;
