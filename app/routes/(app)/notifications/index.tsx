import { NotificationsPage } from "~/features/notifications/notifications-page.tsx";

export default NotificationsPage;
